import Foundation
import XCTest

@testable import TVPass

/// The list of providers is fetched once for several pickers.
final class ConfigurationCacheTests: XCTestCase {
    func testR23ASecondPickerNeedsNoSecondListAndAViewerGetsAFreshOne() async throws {
        let service = try Service.simulator()
        let pickers = try Pickers(service)
        await pickers.look()
        await pickers.look()
        XCTAssertEqual(pickers.count, 1)
        await pickers.look(times: 2)
        XCTAssertEqual(pickers.count, 2)
    }

    func testAListIsKeptForThreeMinutes() async throws {
        let service = try Service.simulator()
        let pickers = try Pickers(service)
        await pickers.look()
        pickers.clock.pass(millis: 179_999)
        await pickers.look()
        XCTAssertEqual(pickers.count, 1)
        pickers.clock.pass(millis: 1)
        await pickers.look()
        XCTAssertEqual(pickers.count, 2)
    }

    func testALifeOfNothingKeepsNoList() async throws {
        let service = try Service.simulator()
        let pickers = try Pickers(service, life: 0)
        await pickers.look()
        await pickers.look()
        XCTAssertEqual(pickers.count, 2)
    }

    func testAnotherDeviceGetsAListOfItsOwn() async throws {
        let service = try Service.simulator()
        let pickers = try Pickers(service)
        await pickers.look()
        try pickers.driver.installation.setHeaders(headers: Headers(of: Television(identifier: Data("bedroom".utf8))))
        await pickers.look()
        XCTAssertEqual(pickers.count, 2)
    }
}

/// A driver whose viewer looks at lists, and the number of lists that were fetched.
private struct Pickers {
    let clock = TestClock()
    let driver: Driver
    private let seen = Seen()

    init(_ service: Service, life: TimeInterval = 180) throws {
        let installation = try Installation(settings: settings(service.baseUrl, "demo.software.statement"))
        let seen = seen
        driver = Driver(
            installation: installation, clock: clock, observe: { seen.put($0) }, configurationLife: life
        ) { _ in }
    }

    var count: Int {
        seen.exchanges.filter { $0.line == "GET /api/v2/{serviceProvider}/configuration" }.count
    }

    /// Asks for the list as often as this, then gives up.
    func look(times: Int = 1) async {
        var lists = 0
        let outcome = try? await driver.run(driver.signIn(place: .otherDeviceWithPicker)) { question in
            guard case .chooseMvpd(let configuration) = question else { return .cancel }
            XCTAssertGreaterThan(configuration.mvpds.count, 300)
            lists += 1
            return lists == times ? .cancel : .reload
        }
        XCTAssertNil(outcome)
        XCTAssertEqual(lists, times)
    }
}
