/* Plain TCP. */
#include "connection.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "tls.h"

/* A service that says nothing for so long is taken as gone. */
#define PATIENCE_SECONDS 20

struct connection {
  char host[256];
  const char *port;
  int is_https;
  int socket;
  const char *ca_file;
  /* Why the last thing failed. */
  const char *cause;
};

connection *connection_to(const tvpass_base_url *service, const char *ca_file) {
  static connection only;
  char *colon;
  if (service->authority.length >= sizeof only.host) {
    return NULL;
  }
  memcpy(only.host, service->authority.bytes, service->authority.length);
  only.host[service->authority.length] = '\0';
  only.port = service->is_https ? "443" : "80";
  colon = strrchr(only.host, ':');
  if (colon != NULL) {
    *colon = '\0';
    only.port = colon + 1;
  }
  only.is_https = service->is_https != 0;
  only.socket = -1;
  only.ca_file = ca_file;
  return &only;
}

static int connect_to(const struct addrinfo *address) {
  const struct timeval patience = {PATIENCE_SECONDS, 0};
  const int made = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
  if (made < 0) {
    return -1;
  }
  if (setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
      setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0 ||
      connect(made, address->ai_addr, address->ai_addrlen) != 0) {
    (void)close(made);
    return -1;
  }
  return made;
}

static int is_open(connection *to) {
  struct addrinfo hints;
  struct addrinfo *found = NULL;
  const struct addrinfo *each;
  int unknown;
  if (to->socket >= 0) {
    return 1;
  }
  memset(&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;
  unknown = getaddrinfo(to->host, to->port, &hints, &found);
  if (unknown != 0) {
    to->cause = gai_strerror(unknown);
    return 0;
  }
  for (each = found; each != NULL && to->socket < 0; each = each->ai_next) {
    to->socket = connect_to(each);
  }
  freeaddrinfo(found);
  to->cause = strerror(errno);
  if (to->socket >= 0 && to->is_https && !tls_open(to->socket, to->host, to->ca_file)) {
    to->cause = "the server cannot show that it is the service";
    connection_close(to);
  }
  return to->socket >= 0;
}

static int send_some(connection *to, const uint8_t *bytes, uint32_t length) {
  return to->is_https ? tls_send(bytes, length) : (int)send(to->socket, bytes, length, MSG_NOSIGNAL);
}

int connection_send(connection *to, tvpass_bytes message) {
  uint32_t sent = 0;
  if (!is_open(to)) {
    return 0;
  }
  while (sent < message.length) {
    const int count = send_some(to, message.bytes + sent, message.length - sent);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      to->cause = strerror(errno);
      return 0;
    }
    sent += (uint32_t)count;
  }
  return 1;
}

int32_t connection_receive(connection *from, tvpass_buffer space) {
  ssize_t count;
  do {
    count = from->is_https ? tls_receive(space.bytes, space.capacity) : recv(from->socket, space.bytes, space.capacity, 0);
  } while (count < 0 && errno == EINTR);
  from->cause = count < 0 ? strerror(errno) : "the server closed the connection";
  return (int32_t)count;
}

const char *connection_cause(const connection *of) {
  return of->cause;
}

void connection_close(connection *of) {
  if (of->socket >= 0) {
    if (of->is_https) {
      tls_close();
    }
    (void)close(of->socket);
  }
  of->socket = -1;
}
