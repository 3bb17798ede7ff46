import Foundation
import XCTest

@testable import TVPass

/// No secret is printed, whatever prints it.
final class SecretTests: XCTestCase {
    private let sentinel = "sentinel-7f83b165"
    private var secret: Secret { Redacted(sentinel) }
    private var bytes: SecretBytes { Redacted(Data(sentinel.utf8)) }
    private var attribute: AttributeValue { Redacted(.text(value: sentinel)) }

    private func assertSilent(_ value: Any, line: UInt = #line) {
        var dumped = ""
        dump(value, to: &dumped)
        let mirrored = Mirror(reflecting: value).children.map { "\($0.value)" }.joined()
        for text in ["\(value)", String(reflecting: value), "\([value])", dumped, mirrored] {
            XCTAssertFalse(text.contains(sentinel), text, line: line)
            // The bytes of the sentinel as a list of numbers are no better.
            XCTAssertFalse(text.contains("115, 101, 110"), text, line: line)
        }
        XCTAssertTrue(Self.isFilled(value), "\(type(of: value)) holds no secret", line: line)
    }

    /// Whether a secret lies in it somewhere.
    private static func isFilled(_ value: Any) -> Bool {
        if value is Secret || value is SecretBytes || value is AttributeValue {
            return true
        }
        // On Linux a date reflects a date without end.
        return !(value is Date) && Mirror(reflecting: value).children.contains { isFilled($0.value) }
    }

    private var headers: Headers {
        Headers(
            sender: .streamingDevice, authorization: secret, contentType: secret, apDeviceIdentifier: secret,
            xDeviceInfo: secret, xForwardedFor: secret, adobeSubjectToken: secret,
            xRokuReservedRokuConnectToken: secret, adServiceToken: secret, apPartnerFrameworkStatus: secret,
            apTempPassIdentity: secret, apVisitorIdentifier: secret, accept: secret, userAgent: secret)
    }

    private var profile: Profile {
        let attribute = Attribute(name: "userID", value: attribute, state: .plain, error: attribute)
        return Profile(
            mvpd: "A", notBefore: Date(), notAfter: Date(), issuer: "A", profileType: .regular, sessionId: nil,
            attributes: [attribute])
    }

    private var decision: Decision {
        let token = MediaToken(notBefore: nil, notAfter: nil, serializedToken: secret, issuedAt: nil)
        return Decision(
            resource: "news", serviceProvider: "REF30", mvpd: "A", authorized: true, source: .mvpd, notBefore: nil,
            notAfter: nil, token: token, error: nil)
    }

    private var request: Request {
        Request(method: .post, url: "https://a", headers: [Header(name: "A", value: secret)], body: bytes)
    }

    func testNoSecretTypePrintsItself() {
        assertSilent(secret)
        assertSilent(bytes)
        assertSilent(attribute)
    }

    func testNoRecordPrintsASecret() {
        let asked = AuthenticationRequest(requestType: "SAML", request: secret, attributesNames: [])
        assertSilent(headers)
        assertSilent(profile)
        assertSilent(decision)
        assertSilent(request)
        assertSilent(asked)
        assertSilent(TempPassKey(name: "email", value: secret))
        assertSilent(
            ClientCredentials(
                clientId: secret, clientSecret: secret, clientIdIssuedAt: nil, redirectUris: [], grantTypes: [],
                scopes: []))
        assertSilent(
            AccessToken(
                id: nil, accessToken: secret, createdAt: nil, expiresIn: 1, tokenType: nil, refreshToken: secret))
        assertSilent(
            Session(
                actionName: .partnerProfile, actionType: .direct, reasonType: .noReason, missingParameters: [],
                url: nil, code: nil, sessionId: "1", mvpd: nil, serviceProvider: "REF30", notBefore: nil,
                notAfter: nil, authenticationRequest: asked))
        assertSilent(
            Settings(baseUrl: "https://a", serviceProvider: "REF30", softwareStatement: secret, headers: headers))
    }

    func testNoEnumerationPrintsASecret() {
        let asked = AuthenticationRequest(requestType: "SAML", request: secret, attributesNames: [])
        let values: [Any] = [
            Call.register(softwareStatement: secret, redirectUri: nil),
            Call.token(clientId: secret, clientSecret: secret, grantType: nil),
            Call.partnerProfile(serviceProvider: "REF30", partner: "Apple", samlResponse: secret),
            Input.answer(httpStatus: 200, body: bytes), Input.samlResponse(saml: secret),
            Prompt.partnerAuthentication(request: asked), Outcome.signedIn(profile: profile, profiles: [profile]),
            Outcome.permitted(decision: decision), Outcome.denied(decision: decision), Step.send(request: request),
            Step.ask(prompt: .partnerAuthentication(request: asked), awaitsViewer: true),
            Step.done(outcome: .permitted(decision: decision)),
        ]
        values.forEach { assertSilent($0) }
    }

    func testNoAnswerPrintsWhatIsSecretInIt() throws {
        let body = """
            {"profiles": {"A": {"notBefore": 1, "notAfter": 2, "issuer": "A", "type": "regular", "attributes":
             {"userID": {"value": "\(sentinel)", "error": "\(sentinel)"}, "zip": {"value": ["\(sentinel)", {"a": 1}]}}}}}
            """
        assertSilent(try decodeProfiles(httpStatus: 200, body: Redacted(Data(body.utf8))))
    }

    func testNoObjectOfAFlowPrintsTheSecretsItKeeps() throws {
        let client = try Client(settings: settings("https://sp.auth.adobe.com", sentinel))
        let flow = AuthFlow.registration(client: client)
        let step = flow.next(now: Now(monotonicMillis: 0, unix: Date(), random: 1), input: .begin)
        assertSilent(step)
        for value in ["\(client)", "\(flow)", String(reflecting: client), "\(Driver(client: client) { _ in })"] {
            XCTAssertFalse(value.contains(sentinel), value)
        }
    }
}
