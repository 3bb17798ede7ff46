/* A build without TLS: https is refused, never sent in clear text. */
#include <stdio.h>

#include "tls.h"

int tls_open(int socket, const char *host, const char *ca_file) {
  (void)socket;
  (void)ca_file;
  (void)fprintf(stderr, "%s wants TLS, and this program was built without it\n", host);
  return 0;
}

int tls_send(const uint8_t *bytes, uint32_t length) {
  (void)bytes;
  (void)length;
  return -1;
}

int tls_receive(uint8_t *bytes, uint32_t capacity) {
  (void)bytes;
  (void)capacity;
  return -1;
}

void tls_close(void) {
}
