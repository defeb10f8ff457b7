// Package com calls objects of COM and of the Windows Runtime without cgo. On other systems it is empty.
//
// It stands a floor below the other leaves: capture and dnd share it.
package com
