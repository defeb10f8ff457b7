package api

import "strings"

// germanWhen gives the words with which times are said in German as those that when reads. What is the
// same in both is not among them.
var germanWhen = map[string]string{
	"morgen": "tomorrow", "heute": "today", "nächste": "next", "naechste": "next", "nächster": "next",
	"minute": "min", "minuten": "min", "stunde": "h", "std": "h", "stunden": "h",
	"tag": "d", "tage": "d", "tagen": "d", "woche": "week", "wochen": "weeks",
	"einer": "1", "einem": "1", "zwei": "2", "drei": "3",
	"früh": "morning", "vormittag": "morning", "morgens": "morning", "nachmittag": "afternoon", "nachmittags": "afternoon",
	"abend": "evening", "abends": "evening", "uhr": "", "um": "",
	"mo": "mon", "montag": "mon", "di": "tue", "dienstag": "tue", "mi": "wed", "mittwoch": "wed", "do": "thu", "donnerstag": "thu",
	"fr": "fri", "freitag": "fri", "sa": "sat", "samstag": "sat", "sonnabend": "sat", "so": "sun", "sonntag": "sun",
}

// fromGerman gives a time that is said in German as it is said in English; English stays as it is.
func fromGerman(text string) string {
	var words []string
	for word := range strings.FieldsSeq(text) {
		if english, known := germanWhen[strings.TrimSuffix(word, ".")]; known {
			word = english
		}
		if word != "" {
			words = append(words, word)
		}
	}
	joined := strings.Join(words, " ")
	for _, part := range []string{"afternoon", "evening", "morning"} {
		joined = strings.Replace(joined, "today "+part, "this "+part, 1)
	}
	return joined
}
