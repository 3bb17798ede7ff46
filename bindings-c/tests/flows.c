/* Flows, step by step; the core's own tests judge what they decide. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static uint8_t memory[512];
static tvpass_client client;
static tvpass_step step;

static tvpass_context context_of_tests(void) {
  const tvpass_string none = {NULL, 0};
  tvpass_context context = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {0, {{NULL, 0}}}, {NULL, 0}, {NULL, 0},
                            {NULL, 0}, 0,         0,         {NULL, 0}, NULL,             0,         0,
                            0};
  context.base_url = text_of("http://127.0.0.1");
  context.service_provider = text_of("REF30");
  context.software_statement = text_of("demo.software.statement");
  context.headers = device_headers();
  context.headers.values[TVPASS_HEADER_AUTHORIZATION] = none;
  context.mvpd = text_of("Dish");
  return context;
}

static const tvpass_now now = {1000, 1733735289035u, 7};

static tvpass_input input_of(uint32_t kind) {
  const tvpass_input input = {kind, 0, {NULL, 0}, {NULL, 0}};
  return input;
}

static tvpass_input answer(uint32_t http_status, const char *body) {
  tvpass_input input = input_of(TVPASS_INPUT_KIND_ANSWER);
  const tvpass_string text = text_of(body);
  input.http_status = http_status;
  input.body.bytes = (const uint8_t *)text.bytes;
  input.body.length = text.length;
  return input;
}

/* A client that is registered, and has a token. */
static void register_client(const tvpass_context *context) {
  tvpass_registration flow;
  tvpass_input input = input_of(TVPASS_INPUT_KIND_BEGIN);
  CHECK(tvpass_client_init(&client) == TVPASS_RESULT_OK);
  CHECK(tvpass_registration_init(&flow) == TVPASS_RESULT_OK);
  CHECK(tvpass_registration_step(context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_SEND && step.content.request.method == TVPASS_METHOD_POST);
  CHECK(is_equal(step.content.request.target, text_of("/o/client/register")));
  input = answer(201, "{\"client_id\":\"s6\",\"client_secret\":\"t7\"}");
  CHECK(tvpass_registration_step(context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(is_equal(step.content.request.target, text_of("/o/client/token")));
  input = answer(201, "{\"access_token\":\"eyJ\",\"expires_in\":86400}");
  CHECK(tvpass_registration_step(context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_REGISTERED);
}

static void a_catalogue_is_preauthorized(void) {
  static tvpass_resource resources[2];
  tvpass_context context = context_of_tests();
  tvpass_preauthorization flow;
  tvpass_input input = input_of(TVPASS_INPUT_KIND_BEGIN);
  register_client(&context);
  CHECK(tvpass_resource_init(&resources[0], text_of("news"), NULL) == TVPASS_RESULT_OK);
  context.resources = resources;
  context.resource_count = LENGTH(resources);
  CHECK(tvpass_preauthorization_init(&flow) == TVPASS_RESULT_OK);
  CHECK(tvpass_preauthorization_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_resource_init(&resources[1], text_of("sports"), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_preauthorization_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(is_equal((tvpass_string){(const char *)step.content.request.body.bytes, step.content.request.body.length},
                 text_of("{\"resources\":[\"news\",\"sports\"]}")));
  input = answer(200, "{\"decisions\":["
                      "{\"resource\":\"sports\",\"serviceProvider\":\"REF30\",\"mvpd\":\"Dish\",\"authorized\":true,"
                      "\"source\":\"mvpd\"},"
                      "{\"resource\":\"news\",\"serviceProvider\":\"REF30\",\"mvpd\":\"Dish\",\"authorized\":false,"
                      "\"source\":\"mvpd\"}]}");
  CHECK(tvpass_preauthorization_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_PREAUTHORIZED);
  CHECK(!tvpass_permits_is_permitted(&step.content.permits, 0) && tvpass_permits_is_decided(&step.content.permits, 0));
  CHECK(tvpass_permits_is_permitted(&step.content.permits, 1));
  CHECK(!tvpass_permits_is_decided(&step.content.permits, 2));
}

static void a_second_screen_confirms_the_device(void) {
  const tvpass_context context = context_of_tests();
  tvpass_second_screen flow;
  tvpass_session_device device;
  tvpass_input input = input_of(TVPASS_INPUT_KIND_BEGIN);
  register_client(&context);
  CHECK(tvpass_second_screen_init(&flow, text_of("8ADF2K7"), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_second_screen_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(is_equal(step.content.request.target, text_of("/api/v2/REF30/sessions/8ADF2K7")));
  input = answer(200, "{\"existingParameters\":{\"mvpd\":\"Dish\"},\"device\":{\"model\":\"TV\"},\"notBefore\":1,"
                      "\"notAfter\":2}");
  CHECK(tvpass_second_screen_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_CONFIRM_DEVICE);
  CHECK(tvpass_session_information_device(&step.content.information, &device) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&device.model, text_of("TV")));
  input = input_of(TVPASS_INPUT_KIND_TICK);
  CHECK(tvpass_second_screen_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_OPEN_URL);
  CHECK(is_equal(step.content.url, text_of("http://127.0.0.1/api/v2/authenticate/REF30/8ADF2K7")));
}

static void a_partner_s_framework_is_asked_first(void) {
  const tvpass_context context = context_of_tests();
  tvpass_partner_sign_in flow;
  const tvpass_input input = input_of(TVPASS_INPUT_KIND_BEGIN);
  register_client(&context);
  CHECK(tvpass_partner_sign_in_init(&flow) == TVPASS_RESULT_OK);
  CHECK(tvpass_partner_sign_in_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_PARTNER_STATUS);
  CHECK(!step.content.partner.interruption_allowed && !step.content.partner.has_configuration);
}

static void a_flow_that_cannot_go_on_says_who_must_act(void) {
  const tvpass_context context = context_of_tests();
  tvpass_sign_in flow;
  tvpass_input input = input_of(TVPASS_INPUT_KIND_BEGIN);
  register_client(&context);
  CHECK(tvpass_sign_in_init(&flow) == TVPASS_RESULT_OK);
  CHECK(tvpass_sign_in_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) == TVPASS_RESULT_OK);
  input = answer(400, "{\"action\":\"none\",\"code\":\"invalid_parameter_mvpd\",\"trace\":\"t1\"}");
  CHECK(tvpass_sign_in_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) == TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_STOP && step.content.stop.actor == TVPASS_ACTOR_PROGRAMMER);
  CHECK(step.content.stop.failure.result == TVPASS_RESULT_SERVICE);
  CHECK(step.content.stop.failure.http_status == 400);
  CHECK(tvpass_text_equals(&step.content.stop.failure.error.trace, text_of("t1")));
  input = input_of(TVPASS_INPUT_KIND_TICK);
  CHECK(tvpass_sign_in_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, NULL) == TVPASS_RESULT_OK);
  CHECK(step.content.stop.failure.result == TVPASS_RESULT_NOT_RUNNING);
}

static void an_input_that_is_none_changes_nothing(void) {
  const tvpass_context context = context_of_tests();
  tvpass_logout flow;
  tvpass_input input = input_of(99);
  tvpass_detail detail;
  register_client(&context);
  CHECK(tvpass_logout_init(&flow) == TVPASS_RESULT_OK);
  step.kind = 77;
  CHECK(tvpass_logout_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, &detail) ==
        TVPASS_RESULT_UNKNOWN_NUMBER);
  CHECK(step.kind == 77 && is_equal(detail.name, text_of("kind")));
  input = input_of(TVPASS_INPUT_KIND_BEGIN);
  CHECK(tvpass_logout_step(&context, &client, &flow, &now, &input, BUFFER(memory), &step, &detail) ==
        TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_SEND);
}

void test_flows(void) {
  a_catalogue_is_preauthorized();
  a_second_screen_confirms_the_device();
  a_partner_s_framework_is_asked_first();
  a_flow_that_cannot_go_on_says_who_must_act();
  an_input_that_is_none_changes_nothing();
}
