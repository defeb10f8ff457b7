package work

import (
	"fmt"
	"math/big"
	"strings"
)

// Money is an amount in the smallest unit of its currency: 8500 EUR is €85. The zero value is none.
type Money struct {
	Minor    int64
	Currency string // ISO 4217, three capital letters
}

// digits are those behind the point of currencies that have not two. ISO 4217, list one.
var digits = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
	"UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
}

// Digits is how many figures stand behind the point in a currency.
func Digits(currency string) int {
	if n, unusual := digits[currency]; unusual {
		return n
	}
	return 2
}

// IsCurrency says whether a text has the form of a currency's code.
func IsCurrency(code string) bool {
	return len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// Amount gives the figures alone, "85.00", with a point and nothing between the thousands.
func (m Money) Amount() string {
	n := Digits(m.Currency)
	return new(big.Rat).SetFrac(big.NewInt(m.Minor), power(n)).FloatString(n)
}

// String gives "85.00 EUR"; empty for none.
func (m Money) String() string {
	if m.Currency == "" {
		return ""
	}
	return m.Amount() + " " + m.Currency
}

// maxMinor bounds an amount that is read: a trillion units, far from overflowing.
const maxMinor = 1e15

// ParseMoney reads "85 EUR", "85.50 EUR" or "EUR 85.50".
func ParseMoney(text string) (Money, error) {
	words := strings.Fields(strings.ToUpper(text))
	if len(words) == 2 && IsCurrency(words[0]) {
		words[0], words[1] = words[1], words[0]
	}
	wrong := fmt.Errorf("%q is not an amount such as 85.50 EUR", text)
	if len(words) != 2 || !IsCurrency(words[1]) || strings.Trim(words[0], "0123456789.") != "" {
		return Money{}, wrong
	}
	amount, ok := new(big.Rat).SetString(words[0])
	if !ok {
		return Money{}, wrong
	}
	amount.Mul(amount, new(big.Rat).SetInt(power(Digits(words[1]))))
	if !amount.IsInt() || amount.Cmp(new(big.Rat).SetInt64(maxMinor)) > 0 {
		return Money{}, wrong
	}
	return Money{Minor: amount.Num().Int64(), Currency: words[1]}, nil
}

func power(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
