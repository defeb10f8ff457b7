package com

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
	"unsafe"

	"github.com/go-ole/go-ole"
)

// The slots of every COM object, and where those of a Windows Runtime object end.
const (
	queryInterface = 0
	release        = 2
	// First is the first slot of a Windows Runtime interface's own methods; FirstPlain that of a plain
	// COM interface's.
	First      = 6
	FirstPlain = 3
)

// Object is an object behind an interface. Its methods must be called on a thread that has joined.
type Object struct{ slots *[64]uintptr }

// Join lets the calling thread use COM. The goroutine must be locked to it, for as long as it calls.
func Join() error {
	const multithreaded = 1
	err := ole.RoInitialize(multithreaded)
	var code *ole.OleError
	if errors.As(err, &code) && int32(code.Code()) >= 0 { //nolint:gosec // an HRESULT has 32 bits
		return nil // it had joined already
	}
	return err
}

// Call calls the method in a slot. Addresses among the arguments may be given as uintptr in the call
// itself.
//
//go:uintptrescapes
func (o *Object) Call(slot int, args ...uintptr) error {
	code, _, _ := syscall.SyscallN(o.slots[slot], append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)...)
	if int32(code) < 0 { //nolint:gosec // an HRESULT has 32 bits
		return fmt.Errorf("method %d: %w", slot, ole.NewError(code))
	}
	return nil
}

// ErrNothing says that a method gave no object.
var ErrNothing = errors.New("no object")

// Get calls a method that takes one number and gives an object; to be released.
func (o *Object) Get(slot int, arg ...uintptr) (*Object, error) {
	var got *Object
	var err error
	if len(arg) == 0 {
		err = o.Call(slot, uintptr(unsafe.Pointer(&got)))
	} else {
		err = o.Call(slot, arg[0], uintptr(unsafe.Pointer(&got)))
	}
	if err == nil && got == nil {
		err = ErrNothing
	}
	return got, err
}

// As gives the object behind another interface; to be released.
func (o *Object) As(iid *ole.GUID) (*Object, error) {
	var got *Object
	err := o.Call(queryInterface, uintptr(unsafe.Pointer(iid)), uintptr(unsafe.Pointer(&got)))
	return got, err
}

// Text calls a method that gives a text of the Windows Runtime.
func (o *Object) Text(slot int) (string, error) {
	var text ole.HString
	if err := o.Call(slot, uintptr(unsafe.Pointer(&text))); err != nil {
		return "", err
	}
	defer func() { _ = ole.DeleteHString(text) }()
	return text.String(), nil
}

// Number calls a method that gives a number of 32 bits.
func (o *Object) Number(slot int) (uint32, error) {
	var number uint32
	err := o.Call(slot, uintptr(unsafe.Pointer(&number)))
	return number, err
}

// Long calls a method that gives a number of 64 bits.
func (o *Object) Long(slot int) (int64, error) {
	var number int64
	err := o.Call(slot, uintptr(unsafe.Pointer(&number)))
	return number, err
}

// Release lets go of the object; nil is none.
func (o *Object) Release() {
	if o != nil {
		_, _, _ = syscall.SyscallN(o.slots[release], uintptr(unsafe.Pointer(o)))
	}
}

// Statics gives the interface of a class's static methods; to be released.
func Statics(class string, iid *ole.GUID) (*Object, error) {
	got, err := ole.RoGetActivationFactory(class, iid)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", class, err)
	}
	return (*Object)(unsafe.Pointer(got)), nil
}

// Create makes an object of a class that another process serves; to be released.
func Create(class, iid *ole.GUID) (*Object, error) {
	got, err := createInstance(class, iid)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", class, err)
	}
	return got, nil
}

var coCreateInstance = syscall.NewLazyDLL("ole32.dll").NewProc("CoCreateInstance")

func createInstance(class, iid *ole.GUID) (*Object, error) {
	const localServer = 4
	var got *Object
	code, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(class)), 0, localServer,
		uintptr(unsafe.Pointer(iid)), uintptr(unsafe.Pointer(&got)))
	if int32(code) < 0 { //nolint:gosec // an HRESULT has 32 bits
		return nil, ole.NewError(code)
	}
	if got == nil {
		return nil, ErrNothing
	}
	return got, nil
}

// asyncInfo is IAsyncInfo: https://learn.microsoft.com/windows/win32/api/asyncinfo/nn-asyncinfo-iasyncinfo
var asyncInfo = ole.NewGUID("{00000036-0000-0000-C000-000000000046}")

// askAgain is how often an operation is asked whether it has ended.
const askAgain = 20 * time.Millisecond

// Await waits until an operation has ended. Its results are in slot 8.
func Await(ctx context.Context, operation *Object) error {
	info, err := operation.As(asyncInfo)
	if err != nil {
		return err
	}
	defer info.Release()
	const (
		status    = First + 1
		errorCode = First + 2
	)
	tick := time.NewTicker(askAgain)
	defer tick.Stop()
	for {
		now, err := info.Number(status)
		switch {
		case err != nil:
			return err
		case now == 1:
			return nil
		case now != 0: // cancelled, or an error
			code, _ := info.Number(errorCode)
			return fmt.Errorf("the operation ended with status %d: %w", now, ole.NewError(uintptr(code)))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// Results is the slot of an operation's results.
const Results = First + 2
