/* Texts of answers, and errors with their codes. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static uint8_t memory[64];

static const char REFUSAL[] =
    "{\"code\":\"authenticated_profile_missing\",\"message\":\"caf\\u00e9 \\ud83d\\ude00\",\"details\":\"plain\"}";

static tvpass_failure refusal(void) {
  tvpass_failure failure;
  tvpass_profiles profiles;
  CHECK(tvpass_profiles_decode(403, BODY(REFUSAL), &profiles, &failure) == TVPASS_RESULT_SERVICE);
  return failure;
}

static void a_text_without_escapes_lies_in_the_body(void) {
  const tvpass_failure failure = refusal();
  CHECK(is_equal(tvpass_text_plain(&failure.error.details), text_of("plain")));
  CHECK(tvpass_text_length(&failure.error.details) == 5);
}

static void a_text_with_escapes_is_copied_out_of_it(void) {
  const tvpass_failure failure = refusal();
  const char expected[] = "caf\xc3\xa9 \xf0\x9f\x98\x80";
  tvpass_string copy = {(const char *)memory, 0};
  CHECK(tvpass_text_plain(&failure.error.message).bytes == NULL);
  CHECK(tvpass_text_length(&failure.error.message) == sizeof expected - 1);
  CHECK(tvpass_text_copy(&failure.error.message, BUFFER(memory), &copy.length, NULL) == TVPASS_RESULT_OK);
  CHECK(is_equal(copy, text_of(expected)));
  CHECK(tvpass_text_equals(&failure.error.message, text_of(expected)));
  CHECK(!tvpass_text_equals(&failure.error.message, text_of("caf")));
}

static void a_buffer_too_small_for_a_text_is_told_its_length(void) {
  const tvpass_failure failure = refusal();
  const tvpass_buffer small = {memory, 4};
  tvpass_detail detail;
  uint32_t copied = 77;
  CHECK(tvpass_text_copy(&failure.error.details, small, &copied, &detail) == TVPASS_RESULT_TOO_SMALL);
  CHECK(copied == 77 && detail.needed == 5);
}

static void an_absent_text_is_none(void) {
  const tvpass_failure failure = refusal();
  uint32_t copied = 77;
  CHECK(!tvpass_text_is_present(&failure.error.trace));
  CHECK(!tvpass_text_equals(&failure.error.trace, text_of("")));
  CHECK(tvpass_text_copy(&failure.error.trace, BUFFER(memory), &copied, NULL) == TVPASS_RESULT_OK && copied == 0);
}

static void a_struct_can_be_copied_with_its_texts(void) {
  const tvpass_failure failure = refusal();
  const tvpass_failure copy = failure;
  CHECK(tvpass_text_equals(&copy.error.details, text_of("plain")));
}

static void codes_have_numbers_and_actions(void) {
  const tvpass_failure failure = refusal();
  CHECK(failure.http_status == 403);
  CHECK(tvpass_error_code_number(&failure.error.code) == TVPASS_ERROR_CODE_AUTHENTICATED_PROFILE_MISSING);
  CHECK(failure.error.action.number == 0 && !tvpass_text_is_present(&failure.error.action.text));
  CHECK(tvpass_error_code_action(TVPASS_ERROR_CODE_AUTHENTICATED_PROFILE_MISSING) ==
        TVPASS_ERROR_ACTION_AUTHENTICATION);
  CHECK(tvpass_error_code_number(&failure.error.details) == 0);
  CHECK(tvpass_error_code_action(0) == 0);
}

static void a_value_that_this_version_does_not_know_is_kept_as_text(void) {
  tvpass_session session;
  CHECK(tvpass_session_decode(200,
                              BODY("{\"actionName\":\"levitate\",\"actionType\":\"direct\",\"reasonType\":\"none\","
                                   "\"sessionId\":\"1\",\"serviceProvider\":\"REF30\"}"),
                              &session, NULL) == TVPASS_RESULT_OK);
  CHECK(session.action_name.number == 0);
  CHECK(tvpass_text_equals(&session.action_name.text, text_of("levitate")));
  CHECK(session.action_type.number == TVPASS_ACTION_TYPE_DIRECT);
  CHECK(session.reason_type.number == TVPASS_REASON_TYPE_NONE);
  CHECK(!tvpass_texts_contain(&session.missing_parameters, text_of("mvpd")));
}

static void a_url_of_an_answer_is_resolved_on_the_host(void) {
  static const char body[] = "{\"logouts\":{\"x\":{\"actionName\":\"logout\",\"actionType\":\"interactive\","
                             "\"mvpd\":\"x\",\"url\":\"\\/out\"}}}";
  tvpass_logouts logouts;
  tvpass_logout_cursor cursor;
  tvpass_logout_action action;
  tvpass_string url;
  tvpass_base_url parts;
  CHECK(tvpass_logouts_decode(200, BODY(body), &logouts, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_logouts_begin(&logouts, &cursor) == TVPASS_RESULT_OK);
  CHECK(tvpass_logouts_next(&cursor, &action) == TVPASS_RESULT_OK);
  CHECK(action.action_name.number == TVPASS_LOGOUT_ACTION_NAME_LOGOUT);
  CHECK(tvpass_url_resolve(text_of(TVPASS_RELEASE_STAGING), &action.url, BUFFER(memory), &url, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(is_equal(url, text_of("https://sp.auth-staging.adobe.com/out")));
  CHECK(tvpass_url_join(text_of("http://127.0.0.1:80/"), text_of("/x"), BUFFER(memory), &url, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(is_equal(url, text_of("http://127.0.0.1:80/x")));
  CHECK(tvpass_base_url_parse(text_of("http://127.0.0.1:80/p/"), &parts, NULL) == TVPASS_RESULT_OK);
  CHECK(!parts.is_https && is_equal(parts.authority, text_of("127.0.0.1:80")) && is_equal(parts.prefix, text_of("/p")));
  CHECK(tvpass_base_url_parse(text_of("ftp://x"), &parts, NULL) == TVPASS_RESULT_INVALID_URL);
}

void test_texts(void) {
  a_text_without_escapes_lies_in_the_body();
  a_text_with_escapes_is_copied_out_of_it();
  a_buffer_too_small_for_a_text_is_told_its_length();
  an_absent_text_is_none();
  a_struct_can_be_copied_with_its_texts();
  codes_have_numbers_and_actions();
  a_value_that_this_version_does_not_know_is_kept_as_text();
  a_url_of_an_answer_is_resolved_on_the_host();
}
