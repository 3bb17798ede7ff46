import Foundation
import XCTest

@testable import TVPass
@testable import TVPassAccessEnabler

/// An application that is written against the old shape, at the simulator.
@MainActor
final class AccessEnablerTests: XCTestCase {
    private func setup(
        _ service: Service, place: SignInPlace = .thisDevice, statement: String = "demo.software.statement",
        store: Store = Store()
    ) throws -> AccessEnablerSetup {
        AccessEnablerSetup(
            baseUrl: service.baseUrl, softwareStatement: Redacted(statement), headers: try Headers(of: Television()),
            domainName: "adobe.com", redirectUrl: "https://adobe.com", place: place, clock: TestClock(),
            load: { await store.saved }, save: { await store.put($0) })
    }

    private func assertNext(
        _ application: OldApplication, _ expected: String, line: UInt = #line
    ) async {
        let call = await application.next()
        XCTAssertEqual(call, expected, line: line)
    }

    /// Two callbacks, in any order.
    private func assertNext(
        _ application: OldApplication, bothOf expected: Set<String>, line: UInt = #line
    ) async {
        let calls: Set = [await application.next(), await application.next()]
        XCTAssertEqual(calls, Set(expected.map(Optional.init)), line: line)
    }

    func testAnOldApplicationSignsInPlaysAndLogsOut() async throws {
        let service = try Service.simulator()
        let application = OldApplication(try setup(service))
        let enabler = application.enabler
        enabler.checkAuthentication()
        enabler.setRequestor("REF30")
        let nobody = "setAuthenticationStatus 0 User Not Authenticated Error"
        await assertNext(application, bothOf: ["setRequestorComplete 1", nobody])
        enabler.getAuthentication()
        await assertNext(application, "setAuthenticationStatus 1 ")
        enabler.getSelectedProvider()
        await assertNext(application, "selectedProvider Cablevision")
        enabler.checkPreauthorizedResources(["REF30", "premium", "news"])
        await assertNext(application, "preauthorizedResources REF30,news")
        enabler.getAuthorization("REF30")
        await assertNext(application, "setToken REF30")
        enabler.checkAuthorization("premium")
        await assertNext(application, "tokenRequestFailed premium User not Authorized Error")
        let status = application.statuses.last
        XCTAssertEqual([status?["errorId"], status?["level"], status?["resource"]], ["Z100", "Warning", "premium"])
        enabler.logout()
        await assertNext(application, "setAuthenticationStatus 0 Logout")
        XCTAssertEqual(application.pages.count, 2)
        enabler.checkAuthentication()
        await assertNext(application, nobody)
    }

    func testAnAuthorizationSignsInFirstWhereItHasTo() async throws {
        let service = try Service.simulator()
        let application = OldApplication(try setup(service))
        application.enabler.setRequestor("REF30")
        await assertNext(application, "setRequestorComplete 1")
        application.enabler.checkAuthorization("REF30")
        await assertNext(application, "tokenRequestFailed REF30 User Not Authenticated Error")
        application.enabler.getAuthorization("REF30")
        await assertNext(application, "setAuthenticationStatus 1 ")
        await assertNext(application, "setToken REF30")
    }

    func testASignInIsThereAfterARestartAndItsMetadataToo() async throws {
        let (service, store) = (try Service.simulator(), Store())
        let first = OldApplication(try setup(service, store: store))
        first.enabler.setRequestor("REF30")
        first.enabler.getAuthentication()
        await assertNext(first, bothOf: ["setRequestorComplete 1", "setAuthenticationStatus 1 "])
        let second = OldApplication(try setup(service, store: store))
        second.enabler.setRequestor("REF30")
        second.enabler.checkAuthentication()
        await assertNext(second, bothOf: ["setRequestorComplete 1", "setAuthenticationStatus 1 "])
        let until = await metadata(second, METADATA_AUTHENTICATION) as? String
        XCTAssertGreaterThan(Int64(until ?? "") ?? 0, 0)
        let decided = await metadata(second, METADATA_AUTHORIZATION, METADATA_RESOURCE_ID_KEY, "REF30")
        XCTAssertNil(decided)
        let id = await metadata(second, METADATA_DEVICE_ID) as? String
        XCTAssertEqual(id, "living room")
        let zip = await metadata(second, METADATA_USER_META, METADATA_USER_META_KEY, "zip") as? [Any?]
        XCTAssertEqual(zip?.isEmpty, false)
    }

    private func metadata(
        _ application: OldApplication, _ key: Int32, _ name: String = "", _ argument: String = ""
    ) async -> Any? {
        application.enabler.getMetadata([METADATA_OPCODE_KEY: key, name: argument])
        await assertNext(application, "setMetadataStatus \(key)")
        return application.metadata
    }

    func testAViewerWhoChoosesNoProviderIsNotSignedIn() async throws {
        let service = try Service.simulator()
        let application = OldApplication(try setup(service), chosen: nil)
        application.enabler.setRequestor("REF30")
        application.enabler.getAuthentication()
        let unchosen = "setAuthenticationStatus 0 Provider not Selected Error"
        await assertNext(application, bothOf: ["setRequestorComplete 1", unchosen])
    }

    func testATelevisionTellsItsCodeAsAStatus() async throws {
        let service = try Service.simulator()
        let application = OldApplication(try setup(service, place: .otherDeviceWithPicker))
        application.whenToldCode = { code in
            try await signInAsPerson("\(service.baseUrl)/api/v2/authenticate/REF30/\(code)")
        }
        application.enabler.setRequestor("REF30")
        application.enabler.getAuthentication()
        await assertNext(application, bothOf: ["setRequestorComplete 1", "setAuthenticationStatus 1 "])
        XCTAssertEqual(application.statuses.first?["errorId"], "REGCODE")
        XCTAssertEqual(application.pages, [])
    }

    func testAStatementThatIsNotApprovedIsToldWithItsOldCode() async throws {
        let service = try Service.simulator()
        let application = OldApplication(try setup(service, statement: "unapproved.software.statement"))
        application.enabler.setRequestor("REF30")
        await assertNext(application, "setRequestorComplete 0")
        XCTAssertEqual(application.statuses.map { $0["errorId"] }, ["R400"])
    }
}

/// The old codes, as the list of the guide has them.
final class AdvancedCodeTests: XCTestCase {
    private let registration: [DcrErrorCode] = [
        .invalidRequest, .invalidRedirectUri, .invalidSoftwareStatement, .unapprovedSoftwareStatement, .invalidClient,
        .unauthorizedClient, .unsupportedGrantType,
    ]

    private func reason(_ key: String) -> Reason {
        switch key {
        case "no_response": return .noResponse
        case "not_api": return .notApi(httpStatus: 502)
        case "throttled": return .throttled
        case "not_signed_in": return .notSignedIn
        default: break
        }
        if let code = registration.first(where: { $0.wire() == key }) {
            return .registration(httpStatus: 400, code: code)
        }
        let error = EnhancedError(
            action: nil, status: nil, code: key, knownCode: nil, message: nil, details: nil, helpUrl: nil, trace: nil)
        return .service(httpStatus: 400, error: error)
    }

    func testEachReasonThatTheListNamesHasItsCode() throws {
        var known = 0
        for row in try Vectors.rows("migration/advanced.tsv") {
            let told = row[0].split(separator: ",")[0].replacingOccurrences(of: "`", with: "")
            for key in row[4].components(separatedBy: ", ") where !key.isEmpty {
                XCTAssertEqual(advancedCode(reason(key)), told, key)
                known += 1
            }
        }
        XCTAssertGreaterThan(known, 20)
    }

    func testWhatTheSdkHadNoCodeForIsAnInternalError() {
        XCTAssertEqual(advancedCode(reason("something_new")), "500")
        XCTAssertEqual(advancedCode(.noDecision), "500")
    }
}

/// The place where an application keeps what must survive.
actor Store {
    private(set) var saved: SecretBytes?

    func put(_ bytes: SecretBytes) {
        saved = bytes
    }
}
