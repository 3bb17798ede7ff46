/* The device, as the service is told of it. */
#ifndef DEVICE_H
#define DEVICE_H

#include "tvpass.h"

/* Fills in the headers that describe the device of this serial number. Their memory is there for good. */
tvpass_result device_describe(tvpass_headers *headers, const char *serial);

#endif
