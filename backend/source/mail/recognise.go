package mail

import "sluice/backend/source"

func recognise(event source.Event, _ letter, _ person) source.Event { return event }
