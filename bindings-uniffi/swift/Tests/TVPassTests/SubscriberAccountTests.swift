#if os(Linux)
import Foundation
import VideoSubscriberAccount
import XCTest

@testable import TVPass

/// A partner sign-in by Apple's Video Subscriber Account, over a stand-in of the framework.
@MainActor
final class SubscriberAccountTests: XCTestCase {
    private let manager = VSAccountManager()

    private func installation(_ service: Service) throws -> Installation {
        try Installation(settings: settings(service.baseUrl, "demo.software.statement"))
    }

    private func signIn(_ driver: Driver, _ account: SubscriberAccount) async throws -> Outcome {
        let flow = try AuthFlow.partnerSignIn(
            installation: driver.installation, partner: Partner.apple.wire(), domainName: "adobe.com",
            redirectUrl: "https://adobe.com")
        return try await driver.run(flow) { await account.reply(to: $0) }
    }

    func testAViewerWhomTheFrameworkKnowsIsSignedIn() async throws {
        let service = try Service.simulator()
        let driver = Driver(installation: try installation(service), clock: TestClock()) { _ in }
        let account = SubscriberAccount(manager: manager)
        let end = Date().addingTimeInterval(3600)
        manager.answer = (VSAccountMetadata(provider: "Cablevision", expirationDate: end, saml: "<Response/>"), nil)
        guard case .askFramework(let request) = try await signIn(driver, account) else { return XCTFail() }
        let saml = try await account.samlResponse(to: request)
        let asked = try XCTUnwrap(manager.requests.last)
        XCTAssertEqual(asked.verificationToken, request.request?.reveal())
        XCTAssertEqual(asked.attributeNames, request.attributesNames)
        XCTAssertEqual(asked.channelIdentifier, "https://saml.sp.auth.adobe.com")
        // R95: the viewer may be asked in the picker alone, between the status and the response.
        XCTAssertEqual([manager.prompts, manager.requests.map(\.isInterruptionAllowed)], [[false, true], [false, true, false]])
        let completion = try AuthFlow.partnerCompletion(
            installation: driver.installation, partner: Partner.apple.wire(), saml: saml)
        guard case .signedIn(let profile, _) = try await driver.run(completion, ask: { _ in nil }) else { return XCTFail() }
        XCTAssertEqual(profile.profileType, .appleSso)
    }

    func testAViewerWhoLetsTheFrameworkTellNothingSignsInAsElsewhere() async throws {
        let service = try Service.simulator()
        let driver = Driver(installation: try installation(service), clock: TestClock()) { _ in }
        for access in [VSAccountAccessStatus.denied, .restricted, .notDetermined] {
            manager.access = access
            let outcome = try await signIn(driver, SubscriberAccount(manager: manager))
            guard case .basicSignIn = outcome else { return XCTFail("\(outcome)") }
        }
        XCTAssertEqual(manager.requests, [])
    }

    func testTheViewerIsAskedOnlyInThePickerAndAChoiceThatTheFrameworkDoesNotSupportIsKept() async throws {
        let service = try Service.simulator()
        let configuration = try await configuration(service)
        let known = try XCTUnwrap(configuration.mvpds.first { $0.platformMappingId != nil })
        let account = SubscriberAccount(manager: manager)
        let picker = Question.partnerStatus(interruptionAllowed: true, configuration: configuration)
        for (id, reply) in [(known.platformMappingId, Event.chosen(mvpd: known.id)), ("unheard of", .refused)] {
            let info = [VSErrorInfoKeyUnsupportedProviderIdentifier: id as Any]
            manager.answer = (nil, NSError(domain: "VSErrorDomain", code: 1, userInfo: info))
            let replied = await account.reply(to: picker)
            XCTAssertEqual(replied, reply)
        }
        XCTAssertEqual([manager.prompts, manager.requests.map(\.isInterruptionAllowed)], [[true, true], [true, true]])
        let listed = configuration.mvpds.filter(\.displayInPlatformPicker).compactMap(\.platformMappingId)
        XCTAssertEqual(manager.requests.last?.supportedAccountProviderIdentifiers, listed)
        XCTAssertFalse(listed.isEmpty)
    }

    func testAnErrorOfTheFrameworkIsToldAndNoResponseIsOneToo() async throws {
        let account = SubscriberAccount(manager: manager)
        let request = AuthenticationRequest(requestType: "SAML", request: Redacted("PHI+"), attributesNames: [])
        do {
            _ = try await account.samlResponse(to: request)
            XCTFail("responded")
        } catch {
            XCTAssertEqual(error as? SubscriberAccountError, SubscriberAccountError())
        }
        manager.answer = (nil, NSError(domain: "VSErrorDomain", code: 3))
        let replied = await account.reply(to: .partnerStatus(interruptionAllowed: false, configuration: nil))
        guard case .partnerStatus(let status?) = replied else { return XCTFail("\(String(describing: replied))") }
        XCTAssertEqual(status.providerError?.code, "3")
        XCTAssertFalse(status.isValid(now: Date()))
        let other = await account.reply(to: .signOutAtPartner)
        XCTAssertNil(other)
    }

    /// The providers of the simulator.
    private func configuration(_ service: Service) async throws -> Configuration {
        let driver = Driver(installation: try installation(service), clock: TestClock()) { _ in }
        var found: Configuration?
        _ = try? await driver.run(driver.signIn(place: .otherDeviceWithPicker)) { question in
            if case .chooseMvpd(let configuration) = question { found = configuration }
            return .cancel
        }
        return try XCTUnwrap(found)
    }
}
#endif
