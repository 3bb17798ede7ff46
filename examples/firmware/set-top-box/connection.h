/* A connection to the service: plain TCP, or TLS by mbedTLS where the build has it. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include "tvpass.h"

typedef struct connection connection;

/* Of which there is one. `ca_file` holds the certificates to trust, for https only. */
connection *connection_to(const tvpass_base_url *service, const char *ca_file);

/* 0 if it failed; opens the connection if it is not open. */
int connection_send(connection *to, tvpass_bytes message);

/* Bytes, 0 at the end, negative if it failed or took too long. */
int32_t connection_receive(connection *from, tvpass_buffer space);

void connection_close(connection *of);

/* Why the last call failed. */
const char *connection_cause(const connection *of);

#endif
