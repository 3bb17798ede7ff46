/* TLS by mbedTLS, with the server's certificate verified. */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <stdio.h>

#include "tls.h"

static struct {
  mbedtls_net_context socket;
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  mbedtls_x509_crt trusted;
  mbedtls_ssl_config settings;
  mbedtls_ssl_context session;
} tls;

static void init(int socket) {
  mbedtls_net_init(&tls.socket);
  tls.socket.fd = socket;
  mbedtls_entropy_init(&tls.entropy);
  mbedtls_ctr_drbg_init(&tls.random);
  mbedtls_x509_crt_init(&tls.trusted);
  mbedtls_ssl_config_init(&tls.settings);
  mbedtls_ssl_init(&tls.session);
}

/* The first thing that fails, 0 if nothing does. */
static int shake_hands(const char *host, const char *ca_file) {
  int failed = mbedtls_ctr_drbg_seed(&tls.random, mbedtls_entropy_func, &tls.entropy, NULL, 0);
  if (failed == 0) {
    failed = mbedtls_x509_crt_parse_file(&tls.trusted, ca_file);
  }
  if (failed == 0) {
    failed = mbedtls_ssl_config_defaults(&tls.settings, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                         MBEDTLS_SSL_PRESET_DEFAULT);
  }
  if (failed == 0) {
    mbedtls_ssl_conf_authmode(&tls.settings, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_ca_chain(&tls.settings, &tls.trusted, NULL);
    mbedtls_ssl_conf_rng(&tls.settings, mbedtls_ctr_drbg_random, &tls.random);
    mbedtls_ssl_set_bio(&tls.session, &tls.socket, mbedtls_net_send, mbedtls_net_recv, NULL);
    failed = mbedtls_ssl_setup(&tls.session, &tls.settings);
  }
  if (failed == 0) {
    failed = mbedtls_ssl_set_hostname(&tls.session, host);
  }
  while (failed == 0) {
    failed = mbedtls_ssl_handshake(&tls.session);
    if (failed == 0) {
      return 0;
    }
    if (failed == MBEDTLS_ERR_SSL_WANT_READ || failed == MBEDTLS_ERR_SSL_WANT_WRITE) {
      failed = 0;
    }
  }
  return failed;
}

int tls_open(int socket, const char *host, const char *ca_file) {
  char why[128];
  int failed;
  init(socket);
  failed = shake_hands(host, ca_file == NULL ? "/etc/ssl/certs/ca-certificates.crt" : ca_file);
  if (failed != 0) {
    mbedtls_strerror(failed, why, sizeof why);
    (void)fprintf(stderr, "%s: %s\n", host, why);
  }
  return failed == 0;
}

int tls_send(const uint8_t *bytes, uint32_t length) {
  int count;
  do {
    count = mbedtls_ssl_write(&tls.session, bytes, length);
  } while (count == MBEDTLS_ERR_SSL_WANT_READ || count == MBEDTLS_ERR_SSL_WANT_WRITE);
  return count;
}

int tls_receive(uint8_t *bytes, uint32_t capacity) {
  int count;
  do {
    count = mbedtls_ssl_read(&tls.session, bytes, capacity);
  } while (count == MBEDTLS_ERR_SSL_WANT_READ || count == MBEDTLS_ERR_SSL_WANT_WRITE);
  return count == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY ? 0 : count;
}

void tls_close(void) {
  (void)mbedtls_ssl_close_notify(&tls.session);
  mbedtls_ssl_free(&tls.session);
  mbedtls_ssl_config_free(&tls.settings);
  mbedtls_x509_crt_free(&tls.trusted);
  mbedtls_ctr_drbg_free(&tls.random);
  mbedtls_entropy_free(&tls.entropy);
}
