#include "pipe.h"

#include <stddef.h>

#define JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define CHUNKED JSON "Transfer-Encoding: chunked\r\n\r\n"

/* What the service answers, in this order, to requests whose target begins so. */
static const struct {
  const char *request;
  const char *answer;
} script[] = {
    {"POST /o/client/register ", "HTTP/1.1 201 Created\r\nContent-Length: 82\r\n\r\n"
                                 "{\"client_id\":\"s6BhdRkqt3\",\"client_secret\":\"t7AkePiru4\",\"scopes\":[\"api:client:v2\"]}"},
    {"POST /o/client/token ", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 61\r\n\r\n"
                              "{\"access_token\":\"eyJhbGciOi\",\"expires_in\":86400,\"id\":\"token\"}"},
    {"GET /api/v2/REF30/profiles/Cablevision ", CHUNKED "f\r\n{\"profiles\":{}}\r\n0\r\n\r\n"},
    {"POST /api/v2/REF30/sessions ", "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n<html>busy</html>"},
    {"POST /api/v2/REF30/sessions ",
     CHUNKED "7c;part=1\r\n"
             "{\"actionName\":\"authenticate\",\"actionType\":\"interactive\",\"reasonType\":\"none\",\"code\":\"8ADF2K7\","
             "\"url\":\"/api/v2/authenticate/REF"
             "\r\n89\r\n"
             "30/8ADF2K7\",\"sessionId\":\"1b614390\",\"mvpd\":\"Cablevision\",\"serviceProvider\":\"REF30\","
             "\"notBefore\":\"1733735289035\",\"notAfter\":\"1733737089035\"}"
             "\r\n0\r\nX-Trailer: dropped\r\n\r\n"},
    {"GET /api/v2/REF30/profiles/code/8ADF2K7 ", JSON "Content-Length: 15\r\n\r\n{\"profiles\":{}}"},
    {"GET /api/v2/REF30/profiles/code/8ADF2K7 ", ""},
    {"GET /api/v2/REF30/profiles/code/8ADF2K7 ",
     JSON "Connection: close\r\n\r\n"
          "{\"profiles\":{\"Cablevision\":{\"notBefore\":\"1762774800000\",\"notAfter\":1765366800000,"
          "\"issuer\":\"Cablevision\",\"type\":\"regular\",\"attributes\":{\"userID\":{\"value\":\"dmlld2Vy\","
          "\"state\":\"plain\"},\"zip\":{\"value\":[\"10001\",\"94110\"],\"state\":\"plain\"}}}}}"},
    {"POST /api/v2/REF30/decisions/authorize/Cablevision ",
     JSON "Connection: close\r\n\r\n"
          "{\"decisions\":[{\"resource\":\"news\",\"serviceProvider\":\"REF30\",\"mvpd\":\"Cablevision\","
          "\"authorized\":true,\"source\":\"mvpd\",\"token\":{\"serializedToken\":\"PHNpZ25hdHVyZUluZm8\"}}]}"},
    {"GET /api/v2/REF30/logout/Cablevision?redirectUrl=https%3A%2F%2Fadobe.com ",
     JSON "Connection: close\r\n\r\n"
          "{\"logouts\":{\"Cablevision\":{\"actionName\":\"logout\",\"actionType\":\"interactive\","
          "\"mvpd\":\"Cablevision\",\"url\":\"/logout\"}}}"},
};

#define REQUESTS (sizeof script / sizeof script[0])

static uint32_t requests;
/* What is left of the answer. */
static const char *answer;
static uint32_t pieces;

static int begins(tvpass_bytes message, const char *text) {
  uint32_t at = 0;
  while (text[at] != '\0' && at < message.length && message.bytes[at] == (uint8_t)text[at]) {
    at++;
  }
  return text[at] == '\0';
}

int pipe_send(tvpass_bytes message) {
  if (requests == REQUESTS || !begins(message, script[requests].request)) {
    return 0;
  }
  answer = script[requests].answer;
  requests++;
  return 1;
}

int32_t pipe_receive(tvpass_buffer space) {
  uint32_t count = 0;
  /* 1 to 7 bytes at once: lines, chunks and escapes are cut wherever that falls. */
  const uint32_t piece = 1 + pieces++ % 7;
  while (count < piece && count < space.capacity && answer != NULL && *answer != '\0') {
    space.bytes[count++] = (uint8_t)*answer++;
  }
  return (int32_t)count;
}

void pipe_close(void) {
  answer = NULL;
}

uint32_t pipe_requests(void) {
  return requests;
}
