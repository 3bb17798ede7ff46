import Foundation
import XCTest

@testable import TVPass

/// A viewer whom the framework of a partner signs in, and one whom it does not know.
final class PartnerTests: XCTestCase {
    private let apple = Partner.apple.wire()

    private func television(_ service: Service) throws -> Driver {
        let installation = try Installation(settings: settings(service.baseUrl, "demo.software.statement"))
        return Driver(installation: installation, clock: TestClock()) { _ in }
    }

    /// The partner sign-in, at a framework of this status.
    private func runPartner(_ television: Driver, _ status: PartnerFrameworkStatus) async throws -> Outcome {
        let flow = try AuthFlow.partnerSignIn(
            installation: television.installation, partner: apple, domainName: "adobe.com", redirectUrl: "https://adobe.com")
        return try await television.run(flow) { question in
            guard case .partnerStatus = question else { return .cancel }
            return .partnerStatus(status: status)
        }
    }

    func testAViewerWhomTheFrameworkKnowsIsSignedInByItsSamlResponse() async throws {
        let service = try Service.simulator()
        let television = try self.television(service)
        let status = PartnerFrameworkStatus(
            accessStatus: .granted, providerId: "Cablevision", expirationDate: Date().addingTimeInterval(3600))
        let asked = try await runPartner(television, status)
        guard case .askFramework(let request) = asked else { return XCTFail("\(asked)") }
        let text = Data(base64Encoded: try XCTUnwrap(request.request).reveal()).map { String(decoding: $0, as: UTF8.self) }
        XCTAssertEqual(text?.contains("AuthnRequest"), true)
        let completion = try AuthFlow.partnerCompletion(
            installation: television.installation, partner: apple, saml: Redacted("<Response/>"))
        let signedIn = try await television.run(completion) { _ in nil }
        guard case .signedIn(let profile, _) = signedIn else { return XCTFail("\(signedIn)") }
        XCTAssertEqual(profile.profileType, .appleSso)
        let authorization = try AuthFlow.authorization(installation: television.installation, resource: "REF30")
        let permitted = try await television.run(authorization) { _ in nil }
        guard case .permitted = permitted else { return XCTFail("\(permitted)") }
    }

    func testAViewerWhoLetsTheFrameworkTellNothingSignsInAsElsewhere() async throws {
        let service = try Service.simulator()
        let television = try self.television(service)
        let refused = try await runPartner(television, PartnerFrameworkStatus(accessStatus: .denied))
        guard case .basicSignIn = refused else { return XCTFail("\(refused)") }
        let options = SignInOptions(
            mvpd: "Spectrum", domainName: "adobe.com", redirectUrl: "https://adobe.com", skipsLookup: true)
        let run = television.steps(of: .signIn(installation: television.installation, options: options))
        var last: Step?
        for try await step in run {
            if case .ask(.showCode(_, let url, _), _, _) = step { try await signInAsPerson(url) }
            last = step
        }
        guard case .done(.signedIn(let profile, _)) = last else { return XCTFail("\(String(describing: last))") }
        XCTAssertEqual(profile.profileType, .regular)
    }
}
