/* Answers read as they arrive, and what the vectors' runner does not ask for. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static const char PROFILES[] =
    "{\"profiles\":{\"Dish\":{\"notBefore\":1733735289035,\"notAfter\":1733737089035,\"issuer\":\"Dish\","
    "\"type\":\"regular\",\"sessionId\":\"1\",\"attributes\":{\"userID\":{\"value\":\"viewer\",\"state\":\"plain\"},"
    "\"zip\":{\"value\":[\"10001\",-7],\"state\":\"enc\"}}},"
    "\"Cablevision\":{\"notBefore\":1,\"notAfter\":1733737089036,\"issuer\":\"Adobe\",\"type\":\"degraded\","
    "\"attributes\":{}}}}";

/* Memory of zeros, as it is before it is made a stream. */
static const tvpass_profile_stream NO_STREAM = {{NULL}};

/* A window of a size; bytes arrive at its end, and those that are done with leave at its front. */
typedef struct {
  uint8_t bytes[400];
  uint32_t filled;
} window;

static tvpass_bytes arrives(window *of, tvpass_bytes body, uint32_t *place, uint32_t count) {
  const uint32_t left = body.length - *place;
  const uint32_t taken = count < left ? count : left;
  tvpass_bytes filled;
  uint32_t byte;
  CHECK(of->filled + taken <= sizeof of->bytes);
  for (byte = 0; byte < taken; byte++) {
    of->bytes[of->filled++] = body.bytes[*place + byte];
  }
  *place += taken;
  filled.bytes = of->bytes;
  filled.length = of->filled;
  return filled;
}

static void leaves(window *of, uint32_t done) {
  uint32_t byte;
  CHECK(done <= of->filled);
  of->filled -= done;
  for (byte = 0; byte < of->filled; byte++) {
    of->bytes[byte] = of->bytes[byte + done];
  }
}

static uint32_t profiles_in_parts(tvpass_bytes body, uint32_t size, tvpass_result end) {
  tvpass_profile_stream stream;
  tvpass_profile profile;
  tvpass_detail detail;
  tvpass_result result;
  window window = {{0}, 0};
  uint32_t place = 0, count = 0, done = 0;
  CHECK(tvpass_profile_stream_init(&stream) == TVPASS_RESULT_OK);
  do {
    const tvpass_bytes filled = arrives(&window, body, &place, size);
    CHECK(tvpass_profile_stream_part(&stream, filled, place == body.length) == TVPASS_RESULT_OK);
    while ((result = tvpass_profile_stream_next(&stream, &profile)) == TVPASS_RESULT_OK) {
      CHECK(tvpass_text_equals(&profile.mvpd, text_of(count == 0 ? "Dish" : "Cablevision")));
      count++;
    }
    CHECK(result == TVPASS_RESULT_END);
    result = tvpass_profile_stream_finish(&stream, &done, &detail);
    leaves(&window, result == TVPASS_RESULT_OK ? done : 0);
  } while (result == TVPASS_RESULT_OK && place < body.length);
  CHECK(result == end);
  if (end != TVPASS_RESULT_OK) {
    CHECK(detail.offset == body.length);
    CHECK(tvpass_profile_stream_finish(&stream, &done, NULL) == end);
  }
  return count;
}

static void profiles_are_read_as_they_arrive(void) {
  const tvpass_bytes cut = {(const uint8_t *)PROFILES, 300};
  uint32_t size;
  for (size = 1; size <= 7; size++) {
    CHECK(profiles_in_parts(BODY(PROFILES), size, TVPASS_RESULT_OK) == 2);
    CHECK(profiles_in_parts(cut, size, TVPASS_RESULT_JSON_END) == 1);
  }
}

static void a_part_that_is_refused_leaves_the_stream_as_it_is(void) {
  const tvpass_bytes nowhere = {NULL, 8};
  tvpass_profile_stream stream;
  tvpass_profile profile;
  uint32_t done = 7;
  CHECK(tvpass_profile_stream_init(NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_profile_stream_init(&stream) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_stream_next(&stream, &profile) == TVPASS_RESULT_END);
  CHECK(tvpass_profile_stream_part(&stream, BODY(PROFILES), 1) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_stream_part(&stream, nowhere, 1) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_profile_stream_finish(&stream, NULL, NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_profile_stream_next(&stream, &profile) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_stream_finish(&stream, &done, NULL) == TVPASS_RESULT_OK && done == BODY(PROFILES).length);
  CHECK(tvpass_profile_stream_finish(&stream, &done, NULL) == TVPASS_RESULT_OK && done == 0);
}

static void memory_that_is_no_stream_is_refused(void) {
  tvpass_profile_stream stream = NO_STREAM;
  tvpass_profile profile;
  uint32_t done = 7;
  CHECK(tvpass_profile_stream_part(&stream, BODY(PROFILES), 1) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_profile_stream_next(&stream, &profile) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_profile_stream_finish(&stream, &done, NULL) == TVPASS_RESULT_NOT_INITIALISED && done == 7);
}

static void a_stream_may_be_moved_between_two_parts(void) {
  const tvpass_bytes first = {(const uint8_t *)PROFILES, 240};
  tvpass_profile_stream stream, moved;
  tvpass_profile profile;
  uint32_t done = 0;
  tvpass_bytes rest;
  CHECK(tvpass_profile_stream_init(&stream) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_stream_part(&stream, first, 0) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_stream_next(&stream, &profile) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_stream_finish(&stream, &done, NULL) == TVPASS_RESULT_OK && done > 0 && done < 240);
  moved = stream;
  stream = NO_STREAM;
  rest.bytes = first.bytes + done;
  rest.length = BODY(PROFILES).length - done;
  CHECK(tvpass_profile_stream_part(&moved, rest, 1) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_stream_next(&moved, &profile) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&profile.mvpd, text_of("Cablevision")));
  CHECK(tvpass_profile_stream_finish(&moved, &done, NULL) == TVPASS_RESULT_OK && done == rest.length);
}

static void one_profile_and_one_attribute_are_found(void) {
  tvpass_profiles profiles;
  tvpass_profile profile;
  tvpass_profile_cursor cursor;
  tvpass_attribute attribute;
  tvpass_value_cursor items;
  tvpass_text name;
  tvpass_value item;
  int64_t number = 0;
  CHECK(tvpass_profiles_decode(200, BODY(PROFILES), &profiles, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_profiles_longest_valid(&profiles, &profile) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&profile.mvpd, text_of("Cablevision")));
  CHECK(tvpass_attributes_get(&profile.attributes, text_of("zip"), &attribute) == TVPASS_RESULT_END);
  CHECK(tvpass_profiles_begin(&profiles, &cursor) == TVPASS_RESULT_OK);
  CHECK(tvpass_profiles_next(&cursor, &profile) == TVPASS_RESULT_OK);
  CHECK(tvpass_attributes_get(&profile.attributes, text_of("zip"), &attribute) == TVPASS_RESULT_OK);
  CHECK(tvpass_value_begin(&attribute.value, &items) == TVPASS_RESULT_OK);
  CHECK(tvpass_value_next(&items, &name, &item) == TVPASS_RESULT_OK && item.kind == TVPASS_VALUE_KIND_TEXT);
  CHECK(tvpass_value_integer(&item, &number) == TVPASS_RESULT_JSON_TYPE && number == 0);
  CHECK(tvpass_value_next(&items, &name, &item) == TVPASS_RESULT_OK && !tvpass_text_is_present(&name));
  CHECK(tvpass_value_integer(&item, &number) == TVPASS_RESULT_OK && number == -7);
  CHECK(tvpass_value_next(&items, &name, &item) == TVPASS_RESULT_END);
  CHECK(tvpass_value_begin(&item, &items) == TVPASS_RESULT_JSON_TYPE);
}

static const char CONFIGURATION[] =
    "{\"requestor\":{\"id\":\"REF30\",\"domains\":[{\"name\":\"adobe.com\"}],\"mvpds\":[{\"id\":\"Dish\"},"
    "{\"id\":\"Cablevision\",\"isTempPass\":true,\"platformMappingId\":\"cable-tv\",\"boardingStatus\":\"PICKER\"}]}}";

static void mvpds_are_read_one_by_one(void) {
  tvpass_configuration configuration;
  tvpass_configuration_cursor cursor;
  tvpass_mvpd mvpd;
  CHECK(tvpass_configuration_decode(200, BODY(CONFIGURATION), &configuration, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_configuration_begin(&configuration, &cursor) == TVPASS_RESULT_OK);
  CHECK(tvpass_configuration_next_mvpd(&cursor, &mvpd) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&mvpd.id, text_of("Dish")) && !mvpd.is_temp_pass);
  CHECK(tvpass_configuration_next_mvpd(&cursor, &mvpd) == TVPASS_RESULT_OK && mvpd.is_temp_pass);
  CHECK(mvpd.boarding_status.number == TVPASS_BOARDING_STATUS_PICKER);
  CHECK(tvpass_configuration_next_mvpd(&cursor, &mvpd) == TVPASS_RESULT_END);
}

static void a_configuration_is_read_as_it_arrives(void) {
  static const uint32_t expected[] = {
      TVPASS_CONFIGURATION_PIECE_KIND_REQUESTOR_ID, TVPASS_CONFIGURATION_PIECE_KIND_DOMAIN,
      TVPASS_CONFIGURATION_PIECE_KIND_MVPD, TVPASS_CONFIGURATION_PIECE_KIND_MVPD};
  tvpass_configuration_stream stream;
  tvpass_configuration_piece piece;
  tvpass_result result;
  window window = {{0}, 0};
  uint32_t place = 0, count = 0, done = 0;
  CHECK(tvpass_configuration_stream_init(&stream) == TVPASS_RESULT_OK);
  do {
    const tvpass_bytes filled = arrives(&window, BODY(CONFIGURATION), &place, 16);
    CHECK(tvpass_configuration_stream_part(&stream, filled, place == BODY(CONFIGURATION).length) == TVPASS_RESULT_OK);
    while ((result = tvpass_configuration_stream_next(&stream, &piece)) == TVPASS_RESULT_OK) {
      CHECK(count < LENGTH(expected) && piece.kind == expected[count]);
      count++;
    }
    CHECK(result == TVPASS_RESULT_END);
    CHECK(tvpass_configuration_stream_finish(&stream, &done, NULL) == TVPASS_RESULT_OK);
    leaves(&window, done);
  } while (place < BODY(CONFIGURATION).length);
  CHECK(count == LENGTH(expected) && piece.content.mvpd.boarding_status.number == TVPASS_BOARDING_STATUS_PICKER);
}

static void an_mvpd_is_found_by_its_id_on_the_platform(void) {
  tvpass_configuration configuration;
  tvpass_mvpd mvpd;
  CHECK(tvpass_configuration_decode(200, BODY(CONFIGURATION), &configuration, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_configuration_mvpd_of_platform(&configuration, text_of("cable-tv"), &mvpd) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&mvpd.id, text_of("Cablevision")));
  CHECK(tvpass_configuration_mvpd_of_platform(&configuration, text_of("dish-tv"), &mvpd) == TVPASS_RESULT_END);
}

static void decisions_are_read_as_they_arrive(void) {
  static const char body[] =
      "{\"decisions\":[{\"resource\":\"news\",\"serviceProvider\":\"REF30\",\"mvpd\":\"Dish\",\"authorized\":false,"
      "\"source\":\"mvpd\",\"error\":{\"action\":\"none\",\"code\":\"authorization_denied_by_mvpd\"}}]";
  tvpass_decision_stream stream;
  tvpass_decision decision;
  tvpass_detail detail;
  uint32_t done = 0;
  CHECK(tvpass_decision_stream_init(&stream) == TVPASS_RESULT_OK);
  CHECK(tvpass_decision_stream_part(&stream, BODY(body), 1) == TVPASS_RESULT_OK);
  CHECK(tvpass_decision_stream_next(&stream, &decision) == TVPASS_RESULT_OK);
  CHECK(!decision.authorized && decision.has_error && decision.source.number == TVPASS_DECISION_SOURCE_MVPD);
  CHECK(tvpass_error_code_number(&decision.error.code) == TVPASS_ERROR_CODE_AUTHORIZATION_DENIED_BY_MVPD);
  CHECK(decision.error.action.number == TVPASS_ERROR_ACTION_NONE);
  CHECK(!tvpass_text_is_present(&decision.media_token));
  CHECK(tvpass_decision_stream_finish(&stream, &done, &detail) == TVPASS_RESULT_JSON_END);
}

static void a_parameter_of_a_session_is_found_by_either_name(void) {
  static const char body[] = "{\"existingParameters\":{\"domain\":\"adobe.com\"},\"missingParameters\":[\"mvpd\"],"
                             "\"notBefore\":1,\"notAfter\":1733737089035}";
  tvpass_session_details information;
  tvpass_session_summary summary;
  tvpass_session_device device;
  tvpass_text value;
  CHECK(tvpass_session_details_decode(200, BODY(body), &information, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_session_details_existing(&information, text_of("domainName"), &value) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&value, text_of("adobe.com")));
  CHECK(tvpass_session_details_existing(&information, text_of("mvpd"), &value) == TVPASS_RESULT_OK);
  CHECK(!tvpass_text_is_present(&value));
  CHECK(tvpass_session_details_summary(&information, &summary) == TVPASS_RESULT_OK);
  CHECK(summary.not_before == 1000 && tvpass_texts_contain(&summary.missing_parameters, text_of("mvpd")));
  CHECK(tvpass_session_details_device(&information, &device) == TVPASS_RESULT_END);
}

void test_cursors(void) {
  profiles_are_read_as_they_arrive();
  a_part_that_is_refused_leaves_the_stream_as_it_is();
  memory_that_is_no_stream_is_refused();
  a_stream_may_be_moved_between_two_parts();
  one_profile_and_one_attribute_are_found();
  mvpds_are_read_one_by_one();
  a_configuration_is_read_as_it_arrives();
  an_mvpd_is_found_by_its_id_on_the_platform();
  decisions_are_read_as_they_arrive();
  a_parameter_of_a_session_is_found_by_either_name();
}
