import Foundation
import XCTest

@testable import TVPass

let sentinel = "sentinel-7f83b165"
let sentinelSecret: Secret = Redacted(sentinel)
let sentinelBytes: SecretBytes = Redacted(Data(sentinel.utf8))
let sentinelAttribute: AttributeValue = Redacted(.text(value: sentinel))

/// No secret is printed, whatever prints it.
final class SecretTests: XCTestCase {
    private func assertSilent(_ name: String, _ value: Any, line: UInt = #line) {
        var dumped = ""
        dump(value, to: &dumped)
        let mirrored = Mirror(reflecting: value).children.map { "\($0.value)" }.joined()
        let printed = ["\(value)", String(reflecting: value), "\([value])", dumped, mirrored]
        for text in printed + [(value as? any Error)?.localizedDescription ?? ""] {
            XCTAssertFalse(text.contains(sentinel), "\(name): \(text)", line: line)
            // The bytes of the sentinel as a list of numbers are no better.
            XCTAssertFalse(text.contains("115, 101, 110"), "\(name): \(text)", line: line)
        }
    }

    /// `true` if a secret lies in it somewhere.
    private static func isFilled(_ value: Any) -> Bool {
        if value is Secret || value is SecretBytes || value is AttributeValue {
            return true
        }
        // On Linux a date reflects a date without end.
        return !(value is Date) && Mirror(reflecting: value).children.contains { isFilled($0.value) }
    }

    func testNoPublicTypePrintsASecret() {
        var types: Set<String> = []
        addSamples { type, holdsSecret, value in
            types.insert(type)
            assertSilent(type, value)
            XCTAssertEqual(Self.isFilled(value), holdsSecret, type)
        }
        XCTAssertTrue(types.isSuperset(of: ["AccessToken", "Headers", "IssuedToken", "LinkedDevice", "Profile", "Step", "Turn", "TvpassError"]), "\(types)")
    }

    func testNoSecretTypePrintsItself() {
        assertSilent("Secret", sentinelSecret)
        assertSilent("SecretBytes", sentinelBytes)
        assertSilent("AttributeValue", sentinelAttribute)
        XCTAssertEqual(sentinelSecret.reveal(), sentinel)
    }

    func testNoAnswerPrintsWhatIsSecretInIt() throws {
        let body = """
            {"profiles": {"A": {"notBefore": 1, "notAfter": 2, "issuer": "A", "type": "regular", "attributes":
             {"userID": {"value": "\(sentinel)", "error": "\(sentinel)"}, "zip": {"value": ["\(sentinel)", {"a": 1}]}}}}}
            """
        let profiles = try decodeProfiles(httpStatus: 200, body: Redacted(Data(body.utf8)))
        XCTAssertTrue(Self.isFilled(profiles))
        assertSilent("profiles", profiles)
    }

    func testNoObjectOfAFlowPrintsTheSecretsItKeeps() throws {
        let installation = try Installation(settings: settings("https://sp.auth.adobe.com", sentinel))
        let flow = AuthFlow.registration(installation: installation)
        let step = flow.handle(now: Now(monotonicMillis: 0, unix: Date(), random: 1), event: .start).step
        guard case .send(let request) = step else { return XCTFail("\(step)") }
        XCTAssertTrue(String(decoding: request.body.reveal(), as: UTF8.self).contains(sentinel))
        let driver = Driver(installation: installation) { _ in }
        let values: [Any] = [installation, flow, step, driver, driver.steps(of: flow), URLSessionTransport(), SystemFlowClock()]
        values.forEach { assertSilent("\(type(of: $0))", $0) }
    }
}
