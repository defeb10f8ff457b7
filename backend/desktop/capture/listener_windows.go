package capture

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-ole/go-ole"

	"sluice/backend/desktop/com"
)

// The notification listener: https://learn.microsoft.com/uwp/api/windows.ui.notifications.management.usernotificationlistener
// Its event does not work for programs without a package, so it is asked again and again.
const listenerClass = "Windows.UI.Notifications.Management.UserNotificationListener"

var (
	iidListenerStatics = ole.NewGUID("{FF6123CF-4386-4AA3-B73D-B804E5B63B23}")
	iidUser            = ole.NewGUID("{ADF7E52F-4E53-42D5-9C33-EB5EA515B23E}") // IUserNotification
	iidNotification    = ole.NewGUID("{108037FE-EB76-4F82-97BC-DA07530A2E20}")
	iidVisual          = ole.NewGUID("{68835B8E-AA56-4E11-86D3-5F9A6957BC5B}")
	iidBinding         = ole.NewGUID("{F29E4B85-0370-4AD3-B4EA-DA9E35E7EABF}")
	iidText            = ole.NewGUID("{46D4A3BE-609A-4326-A40B-BFDE872034A3}") // IAdaptiveNotificationText
	iidAppInfo         = ole.NewGUID("{CF7F59B3-6A09-4DE8-A6C0-5792D56880D1}")
	iidDisplayInfo     = ole.NewGUID("{1AEB1103-E4D4-41AA-A4F6-C4A276E79EAC}")
)

// The slots of their methods, in the order of the Windows SDK's interface definitions.
const (
	staticsCurrent        = com.First
	listenerRequestAccess = com.First
	listenerAccess        = com.First + 1
	listenerNotifications = com.First + 4
	userNotification      = com.First
	userAppInfo           = com.First + 1
	userID                = com.First + 2
	userCreated           = com.First + 3
	notificationVisual    = com.First + 2
	visualBindings        = com.First + 2
	bindingTexts          = com.First + 5
	textText              = com.First
	appModelID            = com.First + 1
	appDisplay            = com.First + 2
	displayName           = com.First
	vectorAt              = com.First
	vectorSize            = com.First + 1
)

// errAccess says that the user has not allowed it.
var errAccess = errors.New("no access to notifications")

// listenerRefusal puts a refusal of the listener into words.
func listenerRefusal(err error) RefusalError {
	refusal := RefusalError{
		Code: "listener_failed", Cause: err, NeedsYou: true,
		Sentence: "Windows' notification listener does not answer, so other programs' notifications cannot be seen. " +
			"You may allow Sluice to read the notification database instead, in Settings.",
	}
	if errors.Is(err, errAccess) {
		refusal.Code = "listener_denied"
		refusal.Sentence = "Windows keeps other programs' notifications from Sluice. Switch notification access on in " +
			"Settings, Privacy & security, Notifications."
	}
	return refusal
}

// listener is the centre as the listener shows it.
type listener struct {
	object *com.Object
	known  map[point]entry // what was read already: its text does not change
}

func openListener(ctx context.Context) (centre, error) {
	statics, err := com.Statics(listenerClass, iidListenerStatics)
	if err != nil {
		return nil, err
	}
	defer statics.Release()
	object, err := statics.Get(staticsCurrent)
	if err != nil {
		return nil, fmt.Errorf("find the notification listener: %w", err)
	}
	if err := allowed(ctx, object); err != nil {
		object.Release()
		return nil, err
	}
	return &listener{object: object}, nil
}

// askFor is how long Windows may ask the user.
const askFor = time.Minute

// allowed asks the user once, where he was not asked yet.
func allowed(ctx context.Context, object *com.Object) error {
	const unspecified, granted = 0, 1
	status, err := object.Number(listenerAccess)
	if err == nil && status == unspecified {
		ctx, cancel := context.WithTimeout(ctx, askFor)
		defer cancel()
		var operation *com.Object
		if operation, err = object.Get(listenerRequestAccess); err == nil {
			defer operation.Release()
			if err = com.Await(ctx, operation); err == nil {
				status, err = operation.Number(com.Results)
			}
		}
	}
	if err != nil {
		return fmt.Errorf("ask for access to notifications: %w", err)
	}
	if status != granted {
		return errAccess
	}
	return nil
}

func (l *listener) close() { l.object.Release() }

func (l *listener) list(ctx context.Context) (entries []entry, changed bool, err error) {
	const toasts = 1
	operation, err := l.object.Get(listenerNotifications, toasts)
	if err != nil {
		return nil, false, fmt.Errorf("ask for notifications: %w", err)
	}
	defer operation.Release()
	if err := com.Await(ctx, operation); err != nil {
		return nil, false, fmt.Errorf("wait for notifications: %w", err)
	}
	list, err := operation.Get(com.Results)
	if err != nil {
		return nil, false, fmt.Errorf("take notifications: %w", err)
	}
	defer list.Release()
	known := map[point]entry{}
	err = eachOf(list, iidUser, func(user *com.Object) error {
		e, err := l.entryOf(user)
		if err == nil {
			changed = changed || l.known == nil || l.known[e.mark].note.ID == ""
			known[e.mark] = e
			entries = append(entries, e)
		}
		return nil // one that vanished meanwhile is none
	})
	changed = changed || l.known == nil || len(known) != len(l.known)
	l.known = known
	sortEntries(entries)
	return entries, changed, err
}

// sortEntries puts the oldest first.
func sortEntries(entries []entry) {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.mark.At, b.mark.At), cmp.Compare(a.mark.ID, b.mark.ID))
	})
}

// eachOf calls do with each object of a vector, behind an interface.
func eachOf(vector *com.Object, iid *ole.GUID, do func(*com.Object) error) error {
	size, err := vector.Number(vectorSize)
	if err != nil {
		return err
	}
	for i := range size {
		plain, err := vector.Get(vectorAt, uintptr(i))
		if err != nil {
			return err
		}
		object, err := plain.As(iid)
		plain.Release()
		if err != nil {
			return err
		}
		err = do(object)
		object.Release()
		if err != nil {
			return err
		}
	}
	return nil
}

// entryOf reads a notification, unless it was read before.
func (l *listener) entryOf(user *com.Object) (entry, error) {
	id, err := user.Number(userID)
	if err != nil {
		return entry{}, err
	}
	created, err := user.Long(userCreated) // 100 ns since 1601
	if err != nil {
		return entry{}, err
	}
	e := entry{mark: markOfToast(created, int64(id))}
	if before, known := l.known[e.mark]; known {
		return before, nil
	}
	texts, err := textsOf(user)
	e.note = Notification{ID: fmt.Sprintf("listener/%d/%d", created, id), At: e.mark.Time}
	if len(texts) > 0 {
		e.note.Summary, e.note.Body = texts[0], strings.Join(texts[1:], "\n")
	}
	e.note.App, e.note.DesktopEntry = appOf(user)
	return e.tidy(err == nil), nil
}

// textsOf gives what a notification shows.
func textsOf(user *com.Object) (texts []string, err error) {
	binding, err := bindingOf(user)
	if err != nil {
		return nil, err
	}
	defer binding.Release()
	list, err := binding.Get(bindingTexts)
	if err != nil {
		return nil, err
	}
	defer list.Release()
	err = eachOf(list, iidText, func(text *com.Object) error {
		words, err := text.Text(textText)
		if words = strings.TrimSpace(words); words != "" {
			texts = append(texts, words)
		}
		return err
	})
	return texts, err
}

// bindingOf gives the first binding: the others say the same for other screens.
func bindingOf(user *com.Object) (binding *com.Object, err error) {
	notification, err := getAs(user, userNotification, iidNotification)
	if err != nil {
		return nil, err
	}
	defer notification.Release()
	visual, err := getAs(notification, notificationVisual, iidVisual)
	if err != nil {
		return nil, err
	}
	defer visual.Release()
	bindings, err := visual.Get(visualBindings)
	if err != nil {
		return nil, err
	}
	defer bindings.Release()
	first := errors.New("enough")
	err = eachOf(bindings, iidBinding, func(one *com.Object) error {
		if binding, err = one.As(iidBinding); err == nil {
			err = first
		}
		return err
	})
	if errors.Is(err, first) {
		return binding, nil
	}
	return nil, errors.Join(err, com.ErrNothing)
}

// appOf gives the program's name and id. Programs without a package may have none.
func appOf(user *com.Object) (name, id string) {
	app, err := getAs(user, userAppInfo, iidAppInfo)
	if err != nil {
		return "", ""
	}
	defer app.Release()
	id, _ = app.Text(appModelID)
	display, err := getAs(app, appDisplay, iidDisplayInfo)
	if err != nil {
		return id, id
	}
	defer display.Release()
	if name, err = display.Text(displayName); err != nil || name == "" {
		name = id
	}
	return name, id
}

// getAs calls a method that gives an object, and gives it behind an interface.
func getAs(o *com.Object, slot int, iid *ole.GUID) (*com.Object, error) {
	plain, err := o.Get(slot)
	if err != nil {
		return nil, err
	}
	defer plain.Release()
	return plain.As(iid)
}
