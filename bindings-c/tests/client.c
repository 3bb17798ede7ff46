/* What an installation keeps. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static uint8_t memory[TVPASS_SAVED_CAPACITY];
static tvpass_client client;

static void a_client_is_kept_over_a_restart(void) {
  static tvpass_client restored;
  tvpass_bytes saved;
  tvpass_string mvpd;
  CHECK(tvpass_client_init(&client) == TVPASS_RESULT_OK);
  CHECK(!tvpass_client_changed(&client));
  CHECK(tvpass_client_mvpd(&client, &mvpd) == TVPASS_RESULT_OK && mvpd.bytes == NULL);
  CHECK(tvpass_client_remember_mvpd(&client, text_of("Cablevision"), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_client_changed(&client) && !tvpass_client_changed(&client));
  CHECK(tvpass_client_save(&client, BUFFER(memory), &saved, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_client_restore(&restored, saved, NULL) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_client_init(&restored) == TVPASS_RESULT_OK);
  CHECK(tvpass_client_restore(&restored, saved, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_client_mvpd(&restored, &mvpd) == TVPASS_RESULT_OK && is_equal(mvpd, text_of("Cablevision")));
  CHECK(tvpass_client_forget_mvpd(&restored) == TVPASS_RESULT_OK);
  CHECK(tvpass_client_mvpd(&restored, &mvpd) == TVPASS_RESULT_OK && mvpd.bytes == NULL);
}

static void what_was_not_kept_leaves_a_client_that_is_not_registered(void) {
  uint32_t state = 77;
  tvpass_detail detail;
  CHECK(tvpass_client_init(&client) == TVPASS_RESULT_OK);
  CHECK(tvpass_client_restore(&client, BODY("{\"client_id\":\"s6\",\"authorization\":\"a\\u0000\"}"), &detail) ==
        TVPASS_RESULT_JSON_RANGE);
  CHECK(is_equal(detail.name, text_of("authorization")));
  CHECK(tvpass_client_registration(&client, &state) == TVPASS_RESULT_OK);
  CHECK(state == TVPASS_REGISTRATION_STATE_UNREGISTERED);
}

static void an_mvpd_that_is_too_long_is_refused(void) {
  static const char long_id[] = "an MVPD whose id is longer than any that the service knows, by far";
  tvpass_detail detail;
  CHECK(tvpass_client_init(&client) == TVPASS_RESULT_OK);
  CHECK(tvpass_client_remember_mvpd(&client, text_of(long_id), &detail) == TVPASS_RESULT_CAPACITY);
  CHECK(is_equal(detail.name, text_of("mvpd")));
}

static void a_client_can_be_moved(void) {
  tvpass_client moved;
  uint32_t state = 77;
  CHECK(tvpass_client_init(&client) == TVPASS_RESULT_OK);
  moved = client;
  CHECK(tvpass_client_registration(&moved, &state) == TVPASS_RESULT_OK);
  CHECK(state == TVPASS_REGISTRATION_STATE_UNREGISTERED);
}

void test_client(void) {
  a_client_is_kept_over_a_restart();
  what_was_not_kept_leaves_a_client_that_is_not_registered();
  an_mvpd_that_is_too_long_is_refused();
  a_client_can_be_moved();
}
