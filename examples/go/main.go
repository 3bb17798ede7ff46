// A device in Go: signs in over the C library, asks to watch, logs out.
package main

/*
#cgo pkg-config: tvpass
#cgo CFLAGS: -I${SRCDIR}/../firmware
#include <stdlib.h>
#include "television.h"

television_platform platform_of(void *self);
*/
import "C"

import (
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"runtime/cgo"
	"time"
	"unsafe"
)

// options of the command line.
type options struct {
	baseURL, serviceProvider, statement, mvpd, domain, redirectURL, state, watch string
	logout                                                                       bool
}

func parse() options {
	var given options
	flag.StringVar(&given.baseURL, "base-url", "http://127.0.0.1:8787", "the service")
	flag.StringVar(&given.serviceProvider, "service-provider", "REF30", "the programmer")
	flag.StringVar(&given.statement, "software-statement", "", "what the application registers with")
	flag.StringVar(&given.mvpd, "mvpd", "", "the provider, if it is known before")
	flag.StringVar(&given.domain, "domain", "adobe.com", "the application's domain")
	flag.StringVar(&given.redirectURL, "redirect-url", "https://adobe.com", "where the login page returns to")
	flag.StringVar(&given.state, "state", "", "a file that keeps the registration over a restart")
	flag.StringVar(&given.watch, "watch", "", "asks for the right to watch this, once signed in")
	flag.BoolVar(&given.logout, "logout", false, "logs out in the end")
	flag.Parse()
	return given
}

// text is a copy for C, which lives as long as the program.
func text(value string) C.tvpass_string {
	if value == "" {
		return C.tvpass_string{}
	}
	return C.tvpass_string{bytes: C.CString(value), length: C.uint32_t(len(value))}
}

// buffer is memory of C, which lives as long as the program.
func buffer(size C.uint32_t) C.tvpass_buffer {
	return C.tvpass_buffer{bytes: (*C.uint8_t)(C.calloc(1, C.size_t(size))), capacity: size}
}

// describe says what the device is, once for all requests. Its id is the hash of the machine's own (R13).
func describe(headers *C.tvpass_headers, machine string) error {
	info := C.tvpass_device_info{
		primary_hardware_type: text("SetTopBox"),
		model:                 text("Example Box"),
		version:               text("1"),
		os_name:               text("Linux"),
		os_version:            text("6.1"),
		connection_type:       text("LAN"),
	}
	var id C.tvpass_bytes
	hash := buffer(C.TVPASS_PLATFORM_ID_BYTES)
	if C.tvpass_device_identifier_of_platform(text(machine), hash, &id, nil) != C.TVPASS_RESULT_OK {
		return errors.New("the machine has no id of its own")
	}
	identifier := &headers.values[C.TVPASS_HEADER_AP_DEVICE_IDENTIFIER]
	if C.tvpass_device_identifier_encode(id, buffer(256), identifier, nil) != C.TVPASS_RESULT_OK {
		return errors.New("the device has no id")
	}
	if C.tvpass_device_info_encode(&info, buffer(512), &headers.values[C.TVPASS_HEADER_X_DEVICE_INFO], nil) != C.TVPASS_RESULT_OK {
		return errors.New("the device cannot be described")
	}
	headers.values[C.TVPASS_HEADER_USER_AGENT] = text("go-television/1.0")
	headers.sender = C.TVPASS_SENDER_STREAMING_DEVICE
	return nil
}

func settingsOf(given options) (*C.television_settings, error) {
	settings := (*C.television_settings)(C.calloc(1, C.sizeof_television_settings))
	settings.app.base_url = text(given.baseURL)
	settings.app.service_provider = text(given.serviceProvider)
	settings.app.software_statement = text(given.statement)
	settings.sign_in.mvpd = text(given.mvpd)
	settings.sign_in.domain_name = text(given.domain)
	settings.sign_in.redirect_url = text(given.redirectURL)
	settings.resource = text(given.watch)
	return settings, describe(&settings.app.headers, "5a1d00427710")
}

// start makes the television; all that C keeps of it is memory of C.
func start(given options) (*C.television, error) {
	service, err := url.Parse(given.baseURL)
	if err != nil {
		return nil, err
	}
	settings, err := settingsOf(given)
	if err != nil {
		return nil, err
	}
	saved, err := os.ReadFile(given.state)
	if err != nil && given.state != "" && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	self := (*cgo.Handle)(C.malloc(C.size_t(unsafe.Sizeof(cgo.Handle(0)))))
	*self = cgo.NewHandle(&platform{service: service, state: given.state, start: time.Now()})
	functions := C.platform_of(unsafe.Pointer(self))
	kept := C.tvpass_bytes{bytes: (*C.uint8_t)(C.CBytes(saved)), length: C.uint32_t(len(saved))}
	television := (*C.television)(C.calloc(1, C.sizeof_television))
	if C.television_start(television, &functions, settings, kept) != C.TVPASS_RESULT_OK {
		return nil, errors.New("the television does not start")
	}
	return television, nil
}

func run(given options) error {
	television, err := start(given)
	if err != nil {
		return err
	}
	if C.television_run(television, &C.television_sign_in) == C.TVPASS_STEP_KIND_STOP {
		return errors.New("nobody signed in")
	}
	if given.watch != "" && C.television_run(television, &C.television_authorize) != C.TVPASS_STEP_KIND_PERMITTED {
		return errors.New("the viewer may not watch")
	}
	if given.logout && C.television_run(television, &C.television_logout) != C.TVPASS_STEP_KIND_SIGNED_OUT {
		return errors.New("the viewer is not signed out")
	}
	return nil
}

func main() {
	if err := run(parse()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
