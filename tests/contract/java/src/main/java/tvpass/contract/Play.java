package tvpass.contract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tvpass.contract.api.DecisionsApi;
import tvpass.contract.api.DecisionsApi.APIAuthorizeRequest;
import tvpass.contract.api.ProfilesApi;
import tvpass.contract.api.ProfilesApi.APIProfileCodeRequest;
import tvpass.contract.api.RegistrationApi;
import tvpass.contract.api.RegistrationApi.APIRegisterRequest;
import tvpass.contract.api.RegistrationApi.APITokenRequest;
import tvpass.contract.api.SessionsApi;
import tvpass.contract.api.SessionsApi.APICreateSessionRequest;
import tvpass.contract.client.ApiClient;
import tvpass.contract.client.ApiException;
import tvpass.contract.model.AccessToken;
import tvpass.contract.model.ClientCredentials;
import tvpass.contract.model.Decision;
import tvpass.contract.model.Profile;
import tvpass.contract.model.RegisterBody;
import tvpass.contract.model.Resources;
import tvpass.contract.model.Session;

/** A sign-in and a playback over the client that openapi-generator makes of the contract: Play SERVER STATEMENT. */
public final class Play {
  private static final String SERVICE_PROVIDER = "REF30";
  private static final String MVPD = "Cablevision";
  private static final String DEVICE = "fingerprint " + encoded("set-top box in the den");
  private static final String INFO =
      encoded(
          "{\"model\":\"Box\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}");

  private final ApiClient client = new ApiClient();
  private final String server;

  private Play(String server) {
    this.server = server;
    client.updateBaseUri(server);
  }

  public static void main(String[] arguments) throws Exception {
    Play play = new Play(arguments[0]);
    play.register(arguments[1]);
    Profile profile = play.signIn();
    demand(MVPD.equals(profile.getIssuer()), profile);
    Decision permit = play.authorize("REF30");
    demand(permit.getAuthorized(), permit);
    System.out.println("playing with a token of " + permit.getToken().getSerializedToken().length() + " letters");
    Decision denial = play.authorize("premium");
    demand("authorization_denied_by_mvpd".equals(denial.getError().getCode()), denial);
    play.demandThatAWrongCodeIsRefused();
  }

  private void register(String statement) throws ApiException {
    RegistrationApi api = new RegistrationApi(client);
    RegisterBody body = new RegisterBody().softwareStatement(statement);
    ClientCredentials credentials =
        api.register(APIRegisterRequest.newBuilder().xDeviceInfo(INFO).registerBody(body).build());
    AccessToken token =
        api.token(
            APITokenRequest.newBuilder()
                .xDeviceInfo(INFO)
                .clientId(credentials.getClientId())
                .clientSecret(credentials.getClientSecret())
                .grantType("client_credentials")
                .build());
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token.getAccessToken()));
  }

  private Profile signIn() throws ApiException, InterruptedException {
    Session session =
        new SessionsApi(client)
            .createSession(
                APICreateSessionRequest.newBuilder()
                    .serviceProvider(SERVICE_PROVIDER)
                    .apDeviceIdentifier(DEVICE)
                    .xDeviceInfo(INFO)
                    .mvpd(MVPD)
                    .domainName("adobe.com")
                    .redirectUrl("https://adobe.com")
                    .build());
    demand("authenticate".equals(session.getActionName()), session);
    System.out.println("open " + URI.create(server).resolve(session.getUrl()));
    for (int polls = 0; polls < 20; polls++) {
      Thread.sleep(4000);
      Profile profile = poll(session.getCode());
      if (profile != null) {
        return profile;
      }
    }
    throw new IllegalStateException("nobody signed in");
  }

  private Profile poll(String code) throws ApiException {
    APIProfileCodeRequest request =
        APIProfileCodeRequest.newBuilder()
            .serviceProvider(SERVICE_PROVIDER)
            .code(code)
            .apDeviceIdentifier(DEVICE)
            .xDeviceInfo(INFO)
            .build();
    return new ProfilesApi(client).profileCode(request).getProfiles().get(MVPD);
  }

  private Decision authorize(String resource) throws ApiException {
    APIAuthorizeRequest request =
        APIAuthorizeRequest.newBuilder()
            .serviceProvider(SERVICE_PROVIDER)
            .mvpd(MVPD)
            .apDeviceIdentifier(DEVICE)
            .xDeviceInfo(INFO)
            .resources(new Resources().resources(List.of(resource)))
            .build();
    return new DecisionsApi(client).authorize(request).getDecisions().get(0);
  }

  private void demandThatAWrongCodeIsRefused() throws ApiException {
    try {
      Profile profile = poll("ABCDEFG");
      throw new IllegalStateException("a wrong code gave " + profile);
    } catch (ApiException refused) {
      demand(refused.getCode() == 400, refused.getResponseBody());
      demand(refused.getResponseBody().contains("invalid_authentication_session"), refused.getResponseBody());
    }
  }

  private static void demand(boolean isSo, Object what) {
    if (!isSo) {
      throw new IllegalStateException(String.valueOf(what));
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
