package wire

import (
	"reflect"
	"time"

	"sluice/backend/work"
)

// The tag `call` on a field of an answer says what becomes of it during a call, when others may see the
// screen. A field without it stays.
const (
	callHide   = "hide"   // it is empty
	callDots   = "dots"   // dots stand for it, so that people see that there is something
	callPlain  = "plain"  // what the field Plain beside it says
	callClient = "client" // a client's name, which its number stands for
)

// Dots stand for what is withheld, in every language.
const Dots = "• • •"

// Veil gives an answer as it may be seen during a call. called maps the clients' names to what they are
// called then. The answer may be changed on the way and is not to be used any more.
func Veil(answer any, called map[string]string) any {
	if answer == nil {
		return nil
	}
	veiled := reflect.New(reflect.TypeOf(answer)).Elem()
	veiled.Set(reflect.ValueOf(answer))
	veil{called}.value(veiled)
	return veiled.Interface()
}

type veil struct{ called map[string]string }

func (v veil) value(of reflect.Value) {
	switch of.Kind() {
	case reflect.Pointer:
		if !of.IsNil() {
			v.value(of.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range of.Len() {
			v.value(of.Index(i))
		}
	case reflect.Struct:
		v.fields(of)
	default: // what else there is has no names of its own
	}
}

func (v veil) fields(of reflect.Value) {
	if of.Type() == reflect.TypeFor[time.Time]() {
		return
	}
	for i := range of.NumField() {
		field, described := of.Field(i), of.Type().Field(i)
		if !described.IsExported() {
			continue
		}
		how := described.Tag.Get("call")
		if of.Type() == reflect.TypeFor[work.Reason]() && described.Name == "Text" {
			how = callDots // it names people and words
		}
		switch how {
		case "":
			v.value(field)
		case callPlain:
			field.SetString(of.FieldByName("Plain").String())
		default:
			v.withhold(field, how)
		}
	}
}

func (v veil) withhold(field reflect.Value, how string) {
	switch {
	case how == callHide && field.Kind() == reflect.Map:
		field.Set(reflect.MakeMap(field.Type())) // a map is never null
	case how == callHide:
		field.SetZero()
	case field.Kind() == reflect.Slice:
		for i := range field.Len() {
			v.withhold(field.Index(i), how)
		}
	case field.Kind() == reflect.String && field.Len() > 0:
		field.SetString(v.text(field.String(), how))
	}
}

func (v veil) text(text, how string) string {
	if called, known := v.called[text]; known && how == callClient {
		return called
	}
	return Dots
}
