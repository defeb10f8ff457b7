package mail

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"sluice/backend/source"
)

// Offers says that mails are answered only where it is known by which server.
func (Source) Offers(v source.Values, _ source.Target, verb source.Verb) bool {
	set, err := read(v)
	return verb != source.VerbReply || err == nil && set.smtp.address != ""
}

// Write marks as read, archives, or answers.
func (Source) Write(ctx context.Context, a source.Account, w source.Write) error {
	if !source.IsActing(ctx) {
		return source.NewTrouble(source.Refused, "It would have changed something without an act of yours.")
	}
	s, err := open(ctx, a)
	if err != nil {
		return err
	}
	defer s.close()
	switch {
	case w.Verb == source.VerbReply:
		return s.reply(a, w)
	case w.Verb == source.VerbDone && s.set.archives:
		return s.archiveAll(w.Target)
	}
	return s.everywhere(w.Target, s.markRead)
}

// everywhere does something to the mails of a target, in each folder in which they lie. That a mail lies
// nowhere any more is no trouble: it was moved or deleted elsewhere.
func (s *session) everywhere(target source.Target, do func(folder string, mails imap.UIDSet) error) error {
	for _, folder := range s.set.folders {
		if _, err := s.choose(folder, false); err != nil {
			return err
		}
		var found imap.UIDSet
		for _, remote := range target.RemoteIDs {
			mails, err := s.find(remote)
			if err != nil {
				return err
			}
			found.AddNum(mails...)
		}
		if len(found) == 0 {
			continue
		}
		if err := do(folder, found); err != nil {
			return err
		}
	}
	return nil
}

// find gives where a mail lies in the folder that is open. Mails that share an id are told apart by
// their identity.
func (s *session) find(remote string) ([]imap.UID, error) {
	id := messageIDOf(remote)
	criteria := &imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "<" + id + ">"}}}
	if id == "" {
		criteria = &imap.SearchCriteria{Not: []imap.SearchCriteria{{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID"}}}}}
	}
	data, err := s.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return nil, troubleOf(s.ctx, err)
	}
	candidates := numbers(data.All)
	if len(candidates) == 0 {
		return nil, nil
	}
	all, err := s.headersOf(candidates)
	return slices.DeleteFunc(candidates, func(uid imap.UID) bool {
		head, there := all[uid]
		return !there || remoteID(head.headers, head.at) != remote
	}), err
}

// head is a mail without what it says.
type head struct {
	headers
	at time.Time // INTERNALDATE
}

// headersOf fetches the header fields of mails.
func (s *session) headersOf(uids []imap.UID) (map[imap.UID]head, error) {
	section := &imap.FetchItemBodySection{Peek: true, Specifier: imap.PartSpecifierHeader}
	got, err := s.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{
		UID: true, InternalDate: true, BodySection: []*imap.FetchItemBodySection{section},
	}).Collect()
	if err != nil {
		return nil, troubleOf(s.ctx, err)
	}
	all := map[imap.UID]head{}
	for _, m := range got {
		if len(m.BodySection) > 0 {
			fields, _ := splitHeaders(m.BodySection[0].Bytes)
			all[m.UID] = head{fields, m.InternalDate}
		}
	}
	return all, nil
}

func (s *session) markRead(_ string, mails imap.UIDSet) error {
	return troubleOf(s.ctx, s.Store(mails, &imap.StoreFlags{
		Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagSeen},
	}, nil).Close())
}

// archiveAll moves mails to the archive, read. A server that cannot move them safely is told that they
// are read only: without MOVE or UIDPLUS one would have to delete what others have marked as well.
func (s *session) archiveAll(target source.Target) error {
	archive, err := s.special(s.set.archive, imap.MailboxAttrArchive, "Archive", imap.MailboxAttrAll)
	if err != nil {
		return err
	}
	safely := s.Caps().Has(imap.CapMove) || s.Caps().Has(imap.CapUIDPlus)
	if archive == "" || !safely {
		return source.NewTrouble(source.Setting, "The server has no archive, or cannot move mails. Name the folder, or have done here mark as read there.")
	}
	return s.everywhere(target, func(folder string, mails imap.UIDSet) error {
		if err := s.markRead(folder, mails); err != nil || folder == archive {
			return err
		}
		_, err := s.Move(mails, archive).Wait()
		return troubleOf(s.ctx, err)
	})
}

// special finds a folder that the user named, that the server says is for something, or that has the
// usual name; empty: there is none.
func (s *session) special(named string, attribute imap.MailboxAttr, usual string, orElse ...imap.MailboxAttr) (string, error) {
	if named != "" {
		return named, nil
	}
	listed, err := s.List("", "*", nil).Collect()
	if err != nil {
		return "", troubleOf(s.ctx, err)
	}
	byUse, byName, other := "", "", ""
	for _, folder := range listed {
		last := folder.Mailbox
		if i := lastIndex(last, folder.Delim); i >= 0 {
			last = last[i+1:]
		}
		switch {
		case slices.Contains(folder.Attrs, attribute):
			byUse = folder.Mailbox
		case last == usual && byName == "":
			byName = folder.Mailbox
		case len(orElse) > 0 && slices.Contains(folder.Attrs, orElse[0]):
			other = folder.Mailbox
		}
	}
	return cmp.Or(byUse, byName, other), nil
}

func lastIndex(name string, delimiter rune) int {
	for i := len(name) - 1; i >= 0; i-- {
		if rune(name[i]) == delimiter && delimiter != 0 {
			return i
		}
	}
	return -1
}
