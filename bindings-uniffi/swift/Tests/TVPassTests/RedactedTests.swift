import XCTest

@testable import TVPass

final class RedactedTests: XCTestCase {
    func testASecretPrintsNothingOfItself() {
        let secret = Redacted("sentinel")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: Optional(secret)), dumped] {
            XCTAssertFalse(text.contains("sentinel"), text)
        }
        XCTAssertEqual(secret.reveal(), "sentinel")
    }
}
