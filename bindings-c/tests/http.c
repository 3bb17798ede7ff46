/* HTTP/1.1 for a bare socket; the core's own tests judge what is taken and refused. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static uint8_t memory[256];

/* Hands a message over in pieces, then the end of the connection if more is wanted. */
static tvpass_result read(const char *message, uint32_t piece, tvpass_buffer buffer, tvpass_http_response *response,
                          tvpass_detail *detail) {
  const tvpass_string whole = text_of(message);
  tvpass_http_reader reader;
  tvpass_result result = tvpass_http_reader_init(&reader);
  uint32_t at = 0;
  while (result == TVPASS_RESULT_OK || result == TVPASS_RESULT_MORE) {
    tvpass_buffer space;
    uint32_t count = 0;
    CHECK(tvpass_http_reader_space(&reader, buffer, &space) == TVPASS_RESULT_OK);
    while (count < piece && count < space.capacity && at < whole.length) {
      space.bytes[count++] = (uint8_t)whole.bytes[at++];
    }
    result = tvpass_http_reader_received(&reader, buffer, count, response, detail);
    if (result == TVPASS_RESULT_OK) {
      break;
    }
  }
  return result;
}

static void a_request_is_one_message(void) {
  static uint8_t target[64];
  const tvpass_headers headers = device_headers();
  const tvpass_configuration_call call = {{"REF30", 5}};
  tvpass_request request;
  tvpass_bytes message;
  tvpass_detail detail;
  CHECK(tvpass_configuration_call_encode(&headers, &call, BUFFER(target), &request, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_http_request_write(text_of("http://127.0.0.1:80"), &request, TVPASS_CONNECTION_CLOSE,
                                  (tvpass_buffer){memory, 64}, &message, &detail) == TVPASS_RESULT_TOO_SMALL);
  CHECK(detail.needed > 64 && detail.needed <= sizeof memory);
  CHECK(tvpass_http_request_write(text_of("http://127.0.0.1:80"), &request, TVPASS_CONNECTION_CLOSE, BUFFER(memory),
                                  &message, NULL) == TVPASS_RESULT_OK);
  CHECK(message.length == detail.needed);
  CHECK(is_equal((tvpass_string){(const char *)message.bytes, 41}, text_of("GET /api/v2/REF30/configuration HTTP/1.1\r")));
  CHECK(tvpass_http_request_write(text_of("http://127.0.0.1:80"), &request, 2, BUFFER(memory), &message, NULL) ==
        TVPASS_RESULT_UNKNOWN_NUMBER);
}

static void a_response_is_read_in_pieces(void) {
  static const char message[] =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"profile\r\n6\r\ns\":{}}\r\n0\r\n\r\n";
  uint32_t piece;
  for (piece = 1; piece < sizeof message; piece++) {
    tvpass_http_response response = {0, 0, {NULL, 0}, 0};
    CHECK(read(message, piece, BUFFER(memory), &response, NULL) == TVPASS_RESULT_OK);
    CHECK(response.status == 200 && response.is_reusable && response.body.bytes == memory);
    CHECK(is_equal((tvpass_string){(const char *)response.body.bytes, response.body.length},
                   text_of("{\"profiles\":{}}")));
  }
}

static void a_retry_after_is_told_in_milliseconds(void) {
  static const char busy[] = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
  static const char dated[] =
      "HTTP/1.1 503 Busy\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n";
  tvpass_http_response response = {0, 0, {NULL, 0}, 77};
  CHECK(read(busy, 9, BUFFER(memory), &response, NULL) == TVPASS_RESULT_OK);
  CHECK(response.status == 429 && response.retry_after_millis == 7000);
  CHECK(read(dated, 9, BUFFER(memory), &response, NULL) == TVPASS_RESULT_OK);
  CHECK(response.status == 503 && response.retry_after_millis == 0);
}

static void what_is_no_response_is_told_by_number(void) {
  static const struct {
    const char *message;
    uint32_t result;
  } cases[] = {
      {"", TVPASS_RESULT_HTTP_CLOSED},
      {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi", TVPASS_RESULT_HTTP_TRUNCATED},
      {"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", TVPASS_RESULT_HTTP_MALFORMED},
      {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", TVPASS_RESULT_HTTP_UNSUPPORTED},
      {"HTTP/1.1 200 OK\r\nContent-Length: 257\r\n\r\n", TVPASS_RESULT_HTTP_TOO_LARGE},
  };
  uint32_t index;
  for (index = 0; index < LENGTH(cases); index++) {
    tvpass_http_response response = {77, 77, {NULL, 77}, 77};
    tvpass_detail detail = {0, 0, {NULL, 0}};
    CHECK(read(cases[index].message, 99, BUFFER(memory), &response, &detail) == cases[index].result);
    CHECK(response.status == 77 && response.body.length == 77);
    CHECK(detail.needed == (cases[index].result == TVPASS_RESULT_HTTP_TOO_LARGE ? 257u : 0u));
  }
}

static void a_count_that_the_socket_did_not_give_is_refused(void) {
  tvpass_http_reader reader;
  tvpass_http_response response;
  CHECK(tvpass_http_reader_init(&reader) == TVPASS_RESULT_OK);
  CHECK(tvpass_http_reader_received(&reader, BUFFER(memory), (uint32_t)-1, &response, NULL) ==
        TVPASS_RESULT_INVALID_LENGTH);
  CHECK(tvpass_http_reader_received(&reader, BUFFER(memory), sizeof memory + 1, &response, NULL) ==
        TVPASS_RESULT_INVALID_LENGTH);
}

void test_http(void) {
  a_count_that_the_socket_did_not_give_is_refused();
  a_request_is_one_message();
  a_response_is_read_in_pieces();
  a_retry_after_is_told_in_milliseconds();
  what_is_no_response_is_told_by_number();
}
