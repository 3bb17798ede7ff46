/* TLS over a connected socket: by mbedTLS, or not at all. One connection at a time. */
#ifndef TLS_H
#define TLS_H

#include <stdint.h>

/* 0 if the server cannot show that it is `host`. */
int tls_open(int socket, const char *host, const char *ca_file);
int tls_send(const uint8_t *bytes, uint32_t length);
int tls_receive(uint8_t *bytes, uint32_t capacity);
void tls_close(void);

#endif
