package mail

// xoauth2 is the mechanism that Microsoft and Google had before OAUTHBEARER was a standard. Microsoft
// knows no other.
const xoauth2 = "XOAUTH2"

// xoauth2Client signs in by a token.
// https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
type xoauth2Client struct {
	user, token string
}

// Start gives the user and the token at once.
func (c *xoauth2Client) Start() (mechanism string, first []byte, err error) {
	return xoauth2, []byte("user=" + c.user + "\x01auth=Bearer " + c.token + "\x01\x01"), nil
}

// Next is asked only where the token was refused: the challenge says why, and an empty answer lets the
// server refuse in the ordinary way.
func (*xoauth2Client) Next([]byte) ([]byte, error) { return []byte{}, nil }
