/* Answers read in one pass, and what the vectors' runner does not ask for. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static const char PROFILES[] =
    "{\"profiles\":{\"Dish\":{\"notBefore\":1733735289035,\"notAfter\":1733737089035,\"issuer\":\"Dish\","
    "\"type\":\"regular\",\"sessionId\":\"1\",\"attributes\":{\"userID\":{\"value\":\"viewer\",\"state\":\"plain\"},"
    "\"zip\":{\"value\":[\"10001\",-7],\"state\":\"enc\"}}},"
    "\"Cablevision\":{\"notBefore\":1,\"notAfter\":1733737089036,\"issuer\":\"Adobe\",\"type\":\"degraded\","
    "\"attributes\":{}}}}";

static void profiles_are_read_in_one_pass(void) {
  static const uint32_t expected[] = {
      TVPASS_PROFILE_EVENT_KIND_BEGIN,      TVPASS_PROFILE_EVENT_KIND_NOT_BEFORE, TVPASS_PROFILE_EVENT_KIND_NOT_AFTER,
      TVPASS_PROFILE_EVENT_KIND_ISSUER,     TVPASS_PROFILE_EVENT_KIND_TYPE,       TVPASS_PROFILE_EVENT_KIND_SESSION_ID,
      TVPASS_PROFILE_EVENT_KIND_ATTRIBUTE,  TVPASS_PROFILE_EVENT_KIND_ATTRIBUTE,  TVPASS_PROFILE_EVENT_KIND_END,
      TVPASS_PROFILE_EVENT_KIND_BEGIN,      TVPASS_PROFILE_EVENT_KIND_NOT_BEFORE, TVPASS_PROFILE_EVENT_KIND_NOT_AFTER,
      TVPASS_PROFILE_EVENT_KIND_ISSUER,     TVPASS_PROFILE_EVENT_KIND_TYPE,       TVPASS_PROFILE_EVENT_KIND_END};
  tvpass_profile_events events;
  tvpass_profile_event event;
  uint32_t index;
  CHECK(tvpass_profile_events_begin(BODY(PROFILES), &events) == TVPASS_RESULT_OK);
  for (index = 0; index < LENGTH(expected); index++) {
    CHECK(tvpass_profile_events_next(&events, &event) == TVPASS_RESULT_OK && event.kind == expected[index]);
    if (index == 4) {
      CHECK(event.content.name.number == TVPASS_PROFILE_TYPE_REGULAR);
    }
    if (index == 7) {
      CHECK(event.content.attribute.state.number == TVPASS_ATTRIBUTE_STATE_ENCRYPTED);
    }
  }
  CHECK(tvpass_profile_events_next(&events, &event) == TVPASS_RESULT_END);
  CHECK(tvpass_profile_events_finish(&events, NULL) == TVPASS_RESULT_OK);
}

static void an_answer_that_is_cut_is_found_in_the_end(void) {
  const tvpass_bytes cut = {(const uint8_t *)PROFILES, 40};
  tvpass_profile_events events;
  tvpass_profile_event event;
  tvpass_detail detail;
  CHECK(tvpass_profile_events_begin(cut, &events) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_events_next(&events, &event) == TVPASS_RESULT_OK);
  CHECK(tvpass_profile_events_finish(&events, &detail) == TVPASS_RESULT_JSON_END && detail.offset == 40);
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
  tvpass_configuration_events events;
  tvpass_mvpd mvpd;
  CHECK(tvpass_configuration_events_begin(BODY(CONFIGURATION), &events) == TVPASS_RESULT_OK);
  CHECK(tvpass_configuration_next_mvpd(&events, &mvpd) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&mvpd.id, text_of("Dish")) && !mvpd.is_temp_pass);
  CHECK(tvpass_configuration_next_mvpd(&events, &mvpd) == TVPASS_RESULT_OK && mvpd.is_temp_pass);
  CHECK(mvpd.boarding_status.number == TVPASS_BOARDING_STATUS_PICKER);
  CHECK(tvpass_configuration_next_mvpd(&events, &mvpd) == TVPASS_RESULT_END);
  CHECK(tvpass_configuration_events_finish(&events, NULL) == TVPASS_RESULT_OK);
}

static void an_mvpd_is_found_by_its_id_on_the_platform(void) {
  tvpass_configuration configuration;
  tvpass_mvpd mvpd;
  CHECK(tvpass_configuration_decode(200, BODY(CONFIGURATION), &configuration, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_configuration_mvpd_of_platform(&configuration, text_of("cable-tv"), &mvpd) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&mvpd.id, text_of("Cablevision")));
  CHECK(tvpass_configuration_mvpd_of_platform(&configuration, text_of("dish-tv"), &mvpd) == TVPASS_RESULT_END);
}

static void decisions_are_read_in_one_pass(void) {
  static const char body[] =
      "{\"decisions\":[{\"resource\":\"news\",\"serviceProvider\":\"REF30\",\"mvpd\":\"Dish\",\"authorized\":false,"
      "\"source\":\"mvpd\",\"error\":{\"action\":\"none\",\"code\":\"authorization_denied_by_mvpd\"}}]";
  tvpass_decision_cursor cursor;
  tvpass_decision decision;
  tvpass_detail detail;
  CHECK(tvpass_decision_events_begin(BODY(body), &cursor) == TVPASS_RESULT_OK);
  CHECK(tvpass_decisions_next(&cursor, &decision) == TVPASS_RESULT_OK);
  CHECK(!decision.authorized && decision.has_error && decision.source.number == TVPASS_DECISION_SOURCE_MVPD);
  CHECK(tvpass_error_code_number(&decision.error.code) == TVPASS_ERROR_CODE_AUTHORIZATION_DENIED_BY_MVPD);
  CHECK(decision.error.action.number == TVPASS_ERROR_ACTION_NONE);
  CHECK(!tvpass_text_is_present(&decision.media_token));
  CHECK(tvpass_decision_events_finish(&cursor, &detail) == TVPASS_RESULT_JSON_END);
}

static void a_parameter_of_a_session_is_found_by_either_name(void) {
  static const char body[] = "{\"existingParameters\":{\"domain\":\"adobe.com\"},\"missingParameters\":[\"mvpd\"],"
                             "\"notBefore\":1,\"notAfter\":1733737089035}";
  tvpass_session_information information;
  tvpass_session_summary summary;
  tvpass_session_device device;
  tvpass_text value;
  CHECK(tvpass_session_information_decode(200, BODY(body), &information, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_session_information_existing(&information, text_of("domainName"), &value) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&value, text_of("adobe.com")));
  CHECK(tvpass_session_information_existing(&information, text_of("mvpd"), &value) == TVPASS_RESULT_OK);
  CHECK(!tvpass_text_is_present(&value));
  CHECK(tvpass_session_information_summary(&information, &summary) == TVPASS_RESULT_OK);
  CHECK(summary.not_before == 1000 && tvpass_texts_contain(&summary.missing_parameters, text_of("mvpd")));
  CHECK(tvpass_session_information_device(&information, &device) == TVPASS_RESULT_END);
}

void test_cursors(void) {
  profiles_are_read_in_one_pass();
  an_answer_that_is_cut_is_found_in_the_end();
  one_profile_and_one_attribute_are_found();
  mvpds_are_read_one_by_one();
  an_mvpd_is_found_by_its_id_on_the_platform();
  decisions_are_read_in_one_pass();
  a_parameter_of_a_session_is_found_by_either_name();
}
