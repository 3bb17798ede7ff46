#include "check.h"

#include <stddef.h>

#include "board.h"
#include "json.h"

static uint32_t failed;

static void print(tvpass_string text) {
  board_print(text.bytes, text.length);
}

void check(int holds, const char *condition, const char *file, uint32_t line) {
  if (!holds) {
    failed++;
    print(text_of(file));
    print(text_of(": does not hold: "));
    print(text_of(condition));
    json_number(" in line", line);
    json_line();
  }
}

uint32_t failed_checks(void) {
  return failed;
}

tvpass_headers device_headers(void) {
  tvpass_headers headers = {TVPASS_SENDER_STREAMING_DEVICE, {{NULL, 0}}};
  headers.values[TVPASS_HEADER_AUTHORIZATION] = text_of("Bearer eyJhbGciOi");
  headers.values[TVPASS_HEADER_AP_DEVICE_IDENTIFIER] = text_of("fingerprint dHY=");
  headers.values[TVPASS_HEADER_X_DEVICE_INFO] = text_of("e30=");
  return headers;
}

int program(void) {
  test_arguments();
  test_texts();
  test_cursors();
  test_installation();
  test_flows();
  test_killed();
  test_kept_token();
  test_single_sign_on();
  test_devices();
  test_http();
  return failed_checks() == 0 ? 0 : 1;
}
