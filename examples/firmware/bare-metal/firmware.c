/* Firmware without an operating system: signs in over a pipe of bytes, asks to watch, logs out. Its clock is its own:
 * half an hour of polling takes no time here. */
#include <stddef.h>

#include "board.h"
#include "pipe.h"
#include "television.h"

static uint64_t clock_millis;

static int pipe_take(void *self, tvpass_bytes message) {
  (void)self;
  return pipe_send(message);
}

static int32_t pipe_give(void *self, tvpass_buffer space) {
  (void)self;
  return pipe_receive(space);
}

static void pipe_end(void *self) {
  (void)self;
  pipe_close();
}

static tvpass_now now(void *self) {
  tvpass_now time = {0, 1733735289035u, 0};
  (void)self;
  time.monotonic_millis = clock_millis;
  time.unix_millis += clock_millis;
  time.random = (uint32_t)clock_millis * 2654435761u;
  return time;
}

static int wait(void *self, uint64_t until_millis) {
  (void)self;
  clock_millis = until_millis > clock_millis ? until_millis : clock_millis;
  return 1;
}

static void tell(void *self, const char *what, tvpass_string text) {
  const tvpass_string heading = television_text(what);
  (void)self;
  board_print(heading.bytes, heading.length);
  if (text.length > 0) {
    board_print(": ", 2);
    board_print(text.bytes, text.length);
  }
  board_print("\n", 1);
}

/* Where flash would be. */
static uint8_t flash[TELEVISION_SAVED_BYTES];
static tvpass_bytes kept = {flash, 0};

static int keep(void *self, tvpass_bytes saved) {
  uint32_t at;
  (void)self;
  for (at = 0; at < saved.length && at < sizeof flash; at++) {
    flash[at] = saved.bytes[at];
  }
  kept.length = at;
  return at == saved.length;
}

static tvpass_result describe(tvpass_headers *headers) {
  static const tvpass_device_info info = {
      .model = TELEVISION_TEXT("Example Stick"),
      .version = TELEVISION_TEXT("1"),
      .os_name = TELEVISION_TEXT("Example OS"),
      .os_version = TELEVISION_TEXT("1.0"),
      .connection_type = TELEVISION_TEXT("WiFi"),
  };
  static const uint8_t serial[] = {0x5a, 0x1d, 0x00, 0x42};
  static const tvpass_bytes id = {serial, sizeof serial};
  static uint8_t memory[256];
  const tvpass_buffer identifier = {memory, 32};
  const tvpass_buffer device = {memory + 32, sizeof memory - 32};
  tvpass_result result =
      tvpass_device_identifier_encode(id, identifier, &headers->values[TVPASS_HEADER_AP_DEVICE_IDENTIFIER], NULL);
  if (result == TVPASS_RESULT_OK) {
    result = tvpass_device_info_encode(&info, device, &headers->values[TVPASS_HEADER_X_DEVICE_INFO], NULL);
  }
  return result;
}

static television_settings settings_of_board(void) {
  television_settings made = {
      .app = {
          .base_url = TELEVISION_TEXT("http://127.0.0.1"),
          .service_provider = TELEVISION_TEXT("REF30"),
          .software_statement = TELEVISION_TEXT("demo.software.statement"),
      },
      .sign_in = {
          .mvpd = TELEVISION_TEXT("Cablevision"),
          .redirect_url = TELEVISION_TEXT("https://adobe.com"),
      },
      .resource = TELEVISION_TEXT("news"),
  };
  return made;
}

int program(void) {
  static television tv;
  const television_platform platform = {NULL, now, tell, keep, NULL, pipe_take, pipe_give, pipe_end, wait};
  television_settings settings = settings_of_board();
  if (describe(&settings.app.headers) != TVPASS_RESULT_OK) {
    return 1;
  }
  if (television_start(&tv, &platform, &settings, kept) != TVPASS_RESULT_OK ||
      television_run(&tv, &television_sign_in) != TVPASS_STEP_KIND_SIGNED_IN) {
    return 1;
  }
  /* The power fails, and comes back. */
  if (television_start(&tv, &platform, &settings, kept) != TVPASS_RESULT_OK ||
      television_run(&tv, &television_authorize) != TVPASS_STEP_KIND_PERMITTED ||
      television_run(&tv, &television_logout) != TVPASS_STEP_KIND_SIGNED_OUT) {
    return 1;
  }
  return pipe_requests() == 10 ? 0 : 1;
}
