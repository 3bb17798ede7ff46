package main

/*
#include "television.h"
*/
import "C"

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net"
	"net/url"
	"os"
	"runtime/cgo"
	"time"
	"unsafe"
)

// patience is the time for one exchange.
const patience = 30 * time.Second

// platform carries bytes, tells the time and keeps the registration.
type platform struct {
	service    *url.URL
	state      string
	start      time.Time
	connection net.Conn
}

// of is the platform that C hands back: `self` leads to its handle.
func of(self unsafe.Pointer) *platform {
	return (*(*cgo.Handle)(self)).Value().(*platform)
}

func (p *platform) connect() (net.Conn, error) {
	dialer := &net.Dialer{Timeout: patience}
	port := p.service.Port()
	if p.service.Scheme == "https" {
		if port == "" {
			port = "443"
		}
		return tls.DialWithDialer(dialer, "tcp", net.JoinHostPort(p.service.Hostname(), port), nil)
	}
	if port == "" {
		port = "80"
	}
	return dialer.Dial("tcp", net.JoinHostPort(p.service.Hostname(), port))
}

// send uses the open connection, or a new one.
func (p *platform) send(message []byte) error {
	if p.connection == nil {
		connection, err := p.connect()
		if err != nil {
			return err
		}
		p.connection = connection
	}
	if err := p.connection.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	_, err := p.connection.Write(message)
	return err
}

func (p *platform) close() {
	if p.connection != nil {
		p.connection.Close()
		p.connection = nil
	}
}

// keep replaces the file as a whole, so that no loss of power leaves half of it. It is for its owner alone.
func (p *platform) keep(saved []byte) error {
	if p.state == "" {
		return nil
	}
	fresh := p.state + ".new"
	// One that a killed process left may be readable by others.
	if err := os.Remove(fresh); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.Write(saved); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return os.Rename(fresh, p.state)
}

func succeeds(err error) C.int {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 0
	}
	return 1
}

//export goSend
func goSend(self unsafe.Pointer, message C.tvpass_bytes) C.int {
	return succeeds(of(self).send(unsafe.Slice((*byte)(message.bytes), message.length)))
}

//export goReceive
func goReceive(self unsafe.Pointer, space C.tvpass_buffer) C.int32_t {
	count, err := of(self).connection.Read(unsafe.Slice((*byte)(space.bytes), space.capacity))
	if err != nil && !errors.Is(err, io.EOF) {
		return -1
	}
	return C.int32_t(count)
}

//export goClose
func goClose(self unsafe.Pointer) {
	of(self).close()
}

//export goNow
func goNow(self unsafe.Pointer) C.tvpass_now {
	return C.tvpass_now{
		monotonic_millis: C.uint64_t(time.Since(of(self).start).Milliseconds()),
		unix_millis:      C.uint64_t(time.Now().UnixMilli()),
		random:           C.uint32_t(rand.Uint32()),
	}
}

//export goWait
func goWait(self unsafe.Pointer, untilMillis C.uint64_t) C.int {
	time.Sleep(time.Until(of(self).start.Add(time.Duration(untilMillis) * time.Millisecond)))
	return 1
}

//export goTell
func goTell(_ unsafe.Pointer, what *C.char, text C.tvpass_string) {
	line := C.GoString(what)
	if text.length > 0 {
		line += ": " + C.GoStringN(text.bytes, C.int(text.length))
	}
	fmt.Println(line)
}

//export goKeep
func goKeep(self unsafe.Pointer, saved C.tvpass_bytes) C.int {
	return succeeds(of(self).keep(unsafe.Slice((*byte)(saved.bytes), saved.length)))
}
