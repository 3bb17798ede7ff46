/* What the header says of arguments, outputs and sizes. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static uint8_t memory[512];

/* Every byte of an output has to stay as it was. */
static int is_untouched(const void *output, uint32_t length) {
  const uint8_t *bytes = output;
  uint32_t at = 0;
  while (at < length && bytes[at] == 0xa5) {
    at++;
  }
  return at == length;
}

static void paint(void *output, uint32_t length) {
  uint8_t *bytes = output;
  uint32_t at;
  for (at = 0; at < length; at++) {
    bytes[at] = 0xa5;
  }
}

static void sizes_are_what_the_header_says(void) {
  CHECK(sizeof(tvpass_installation) == TVPASS_INSTALLATION_POINTERS * sizeof(void *));
  CHECK(sizeof(tvpass_sign_in) == TVPASS_SIGN_IN_WORDS * 8);
  CHECK(sizeof(tvpass_picker_sign_in) == TVPASS_PICKER_SIGN_IN_WORDS * 8);
  CHECK(sizeof(tvpass_text) == TVPASS_TEXT_POINTERS * sizeof(void *));
  CHECK(sizeof(tvpass_result) == 4);
}

static void null_is_refused_and_not_followed(void) {
  const tvpass_headers headers = device_headers();
  const tvpass_configuration_call call = {{"REF30", 5}};
  const tvpass_buffer nowhere = {NULL, 16};
  tvpass_request request;
  CHECK(tvpass_configuration_call_encode(NULL, &call, BUFFER(memory), &request, NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_configuration_call_encode(&headers, NULL, BUFFER(memory), &request, NULL) ==
        TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_configuration_call_encode(&headers, &call, nowhere, &request, NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_configuration_call_encode(&headers, &call, BUFFER(memory), NULL, NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_installation_init(NULL, BUFFER(memory), NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_installation_is_unsaved(NULL) == 0 && tvpass_installation_revision(NULL) == 0);
  CHECK(tvpass_text_is_present(NULL) == 0);
  CHECK(tvpass_text_plain(NULL).bytes == NULL);
}

static void a_required_text_that_is_absent_is_named(void) {
  const tvpass_headers headers = device_headers();
  const tvpass_profile_mvpd_call call = {{"REF30", 5}, {NULL, 0}};
  tvpass_request request;
  tvpass_detail detail;
  CHECK(tvpass_profile_mvpd_call_encode(&headers, &call, BUFFER(memory), &request, &detail) ==
        TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("mvpd")));
}

static void an_argument_that_is_missing_is_named(void) {
  const tvpass_headers headers = device_headers();
  const tvpass_configuration_call call = {{"REF30", 5}};
  tvpass_request request;
  tvpass_detail detail;
  CHECK(tvpass_configuration_call_encode(NULL, &call, BUFFER(memory), &request, &detail) ==
        TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("headers")));
  CHECK(tvpass_installation_restore(NULL, NULL, BODY("{}"), &detail) == TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("tvpass_installation")));
  CHECK(tvpass_sign_in_handle(NULL, NULL, NULL, NULL, NULL, &detail) == TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("flow")));
  CHECK(tvpass_sign_in_step(NULL, NULL, NULL, BUFFER(memory), NULL, &detail) == TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("flow")));
  CHECK(tvpass_configuration_call_encode(&headers, NULL, BUFFER(memory), &request, &detail) ==
        TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("call")));
}

/* The result of recv() on failure, as a length. */
#define FAILED_RECV ((uint32_t)-1)

static void a_length_that_was_negative_is_refused(void) {
  const tvpass_headers headers = device_headers();
  const tvpass_configuration_call call = {{"REF30", FAILED_RECV}};
  const tvpass_bytes body = {memory, FAILED_RECV};
  const tvpass_buffer buffer = {memory, FAILED_RECV};
  tvpass_profiles profiles;
  tvpass_request request;
  tvpass_detail detail;
  CHECK(tvpass_configuration_call_encode(&headers, &call, BUFFER(memory), &request, &detail) ==
        TVPASS_RESULT_INVALID_LENGTH);
  CHECK(is_equal(detail.name, text_of("serviceProvider")));
  CHECK(tvpass_profiles_decode(200, body, &profiles, NULL) == TVPASS_RESULT_INVALID_LENGTH);
  CHECK(tvpass_wipe(buffer) == TVPASS_RESULT_INVALID_LENGTH);
}

static void a_wipe_leaves_zeros_and_no_object(void) {
  static tvpass_installation installation;
  static uint8_t storage[TVPASS_INSTALLATION_OVERHEAD];
  uint32_t state = 77;
  const tvpass_buffer all = {(uint8_t *)&installation, sizeof installation};
  CHECK(tvpass_installation_init(&installation, BUFFER(storage), NULL) == TVPASS_RESULT_OK);
  paint(memory, sizeof memory);
  CHECK(tvpass_wipe(BUFFER(memory)) == TVPASS_RESULT_OK);
  CHECK(memory[0] == 0 && memory[sizeof memory - 1] == 0);
  CHECK(tvpass_wipe(all) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_registration(&installation, &state) == TVPASS_RESULT_NOT_INITIALISED);
}

static void the_library_is_that_of_the_header(void) {
  static const tvpass_string version = TVPASS_STRING_INIT(TVPASS_VERSION);
  CHECK(tvpass_version() == TVPASS_VERSION_NUMBER);
  CHECK(is_equal(version, text_of(TVPASS_VERSION)) && is_equal(version, TVPASS_LITERAL(TVPASS_VERSION)));
}

static void memory_of_zeros_is_no_object(void) {
  static tvpass_installation installation;
  static tvpass_http_reader reader;
  static tvpass_profiles profiles;
  static tvpass_profile_cursor cursor;
  static const tvpass_text text;
  tvpass_buffer space;
  tvpass_remembered_mvpd mvpd;
  CHECK(tvpass_installation_mvpd(&installation, &mvpd) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_installation_is_unsaved(&installation) == 0);
  CHECK(tvpass_http_reader_space(&reader, BUFFER(memory), &space) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_profiles_begin(&profiles, &cursor) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(!tvpass_text_is_present(&text));
}

static void one_object_is_not_taken_for_another(void) {
  union {
    tvpass_installation installation;
    tvpass_registration flow;
  } either;
  tvpass_remembered_mvpd mvpd;
  CHECK(tvpass_registration_init(&either.flow) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_mvpd(&either.installation, &mvpd) == TVPASS_RESULT_NOT_INITIALISED);
}

static void outputs_are_written_on_success_only_and_details_on_failure_only(void) {
  const tvpass_headers headers = device_headers();
  const tvpass_configuration_call call = {{"REF30", 5}};
  const tvpass_buffer small = {memory, 10};
  tvpass_request request;
  tvpass_detail detail;
  tvpass_session session;
  tvpass_failure failure;
  paint(&request, sizeof request);
  CHECK(tvpass_configuration_call_encode(&headers, &call, small, &request, &detail) == TVPASS_RESULT_TOO_SMALL);
  CHECK(is_untouched(&request, sizeof request));
  CHECK(detail.needed == 27);
  paint(&detail, sizeof detail);
  CHECK(tvpass_configuration_call_encode(&headers, &call, BUFFER(memory), &request, &detail) == TVPASS_RESULT_OK);
  CHECK(is_untouched(&detail, sizeof detail));
  CHECK(is_equal(request.target, text_of("/api/v2/REF30/configuration")));
  paint(&session, sizeof session);
  CHECK(tvpass_session_decode(200, BODY("{\"actionName\": 7}"), &session, &failure) == TVPASS_RESULT_JSON_TYPE);
  CHECK(is_untouched(&session, sizeof session));
  CHECK(failure.http_status == 200 && failure.detail.offset == 15);
  CHECK(is_equal(failure.detail.name, text_of("actionName")));
  CHECK(tvpass_session_decode(429, BODY("<html>"), &session, NULL) == TVPASS_RESULT_THROTTLED);
}

static void texts_that_are_not_utf8_are_refused_by_name(void) {
  static const char broken[] = {'R', (char)0xff};
  const tvpass_headers headers = device_headers();
  const tvpass_configuration_call call = {{broken, sizeof broken}};
  tvpass_request request;
  tvpass_detail detail;
  CHECK(tvpass_configuration_call_encode(&headers, &call, BUFFER(memory), &request, &detail) ==
        TVPASS_RESULT_NOT_UTF8);
  CHECK(is_equal(detail.name, text_of("serviceProvider")));
}

static void numbers_that_stand_for_nothing_are_refused(void) {
  const tvpass_profile_code_call call = {{"REF30", 5}, {"8ADF2", 5}, 7};
  tvpass_headers headers = device_headers();
  tvpass_request request;
  CHECK(tvpass_profile_code_call_encode(&headers, &call, BUFFER(memory), &request, NULL) ==
        TVPASS_RESULT_UNKNOWN_NUMBER);
  headers.sender = 3;
  CHECK(tvpass_configuration_call_encode(&headers, &(tvpass_configuration_call){{"REF30", 5}}, BUFFER(memory), &request,
                                         NULL) == TVPASS_RESULT_UNKNOWN_NUMBER);
  CHECK(tvpass_header_text(TVPASS_HEADER_COUNT).bytes == NULL);
  CHECK(tvpass_method_text(2).bytes == NULL);
}

static void numbers_have_texts(void) {
  CHECK(is_equal(tvpass_result_text(TVPASS_RESULT_OK), text_of("success")));
  CHECK(tvpass_result_text(TVPASS_RESULT_HTTP_TOO_LARGE).length > 0);
  CHECK(tvpass_result_text(12345).bytes == NULL);
  CHECK(is_equal(tvpass_header_text(TVPASS_HEADER_X_DEVICE_INFO), text_of("X-Device-Info")));
  CHECK(is_equal(tvpass_method_text(TVPASS_METHOD_POST), text_of("POST")));
}

static void more_keys_than_a_call_takes_are_refused(void) {
  tvpass_string names[TVPASS_MOST_KEYS + 1];
  tvpass_string value;
  uint32_t index;
  for (index = 0; index < LENGTH(names); index++) {
    names[index] = text_of("email");
  }
  CHECK(tvpass_temp_pass_identity_encode(names, names, LENGTH(names), BUFFER(memory), &value, NULL) ==
        TVPASS_RESULT_TOO_MANY);
  CHECK(tvpass_temp_pass_identity_encode(names, names, LENGTH(names) - 1, BUFFER(memory), &value, NULL) ==
        TVPASS_RESULT_OK);
}

void test_arguments(void) {
  sizes_are_what_the_header_says();
  null_is_refused_and_not_followed();
  a_required_text_that_is_absent_is_named();
  an_argument_that_is_missing_is_named();
  a_length_that_was_negative_is_refused();
  a_wipe_leaves_zeros_and_no_object();
  the_library_is_that_of_the_header();
  memory_of_zeros_is_no_object();
  one_object_is_not_taken_for_another();
  outputs_are_written_on_success_only_and_details_on_failure_only();
  texts_that_are_not_utf8_are_refused_by_name();
  numbers_that_stand_for_nothing_are_refused();
  numbers_have_texts();
  more_keys_than_a_call_takes_are_refused();
}
