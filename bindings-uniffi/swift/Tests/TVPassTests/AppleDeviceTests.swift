#if os(Linux)
import Foundation
import Network
import Security
import UIKit
import XCTest

@testable import TVPass

/// The files for Apple's platforms alone, over stand-ins of Apple's frameworks.
final class AppleDeviceTests: XCTestCase {
    private let identifier = UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F")!
    private let saved = Redacted(Data("saved".utf8))

    @MainActor
    func testADeviceIsDescribedByWhatItsSystemSays() async throws {
        UIDevice.current.userInterfaceIdiom = .pad
        let device = try UIKitDevice(identifier: identifier, connectionType: { "5G" })
        let info = device.info
        XCTAssertEqual(info.primaryHardwareType, .tablet)
        XCTAssertEqual([info.version, info.osVersion, info.connectionType], ["18.1", "18.1", "5G"])
        XCTAssertEqual([info.displayWidth, info.displayHeight], [1179, 2556])
        XCTAssertEqual(info.osName, .ios)
        XCTAssertEqual(info.model?.isEmpty, false)
        // The service takes it: what it requires is there.
        XCTAssertNoThrow(try Headers(of: device))
    }

    @MainActor
    func testAPhoneATabletAndAnAppleTvAreToldApart() async throws {
        let kinds: [(UIUserInterfaceIdiom, HardwareType)] = [(.phone, .mobilePhone), (.pad, .tablet), (.tv, .setTopBox)]
        for (idiom, kind) in kinds {
            UIDevice.current.userInterfaceIdiom = idiom
            let device = try UIKitDevice(identifier: identifier, connectionType: { "WiFi" })
            XCTAssertEqual(device.info.primaryHardwareType, kind)
        }
    }

    @MainActor
    func testTheIdOfADeviceIsItsHashAndTheIdOfZerosIsNone() async throws {
        let device = try UIKitDevice(identifier: identifier)
        XCTAssertEqual(device.identifier, deviceIdentifierOfPlatform(platformId: identifier.uuidString)?.reveal())
        let zeros = try XCTUnwrap(UUID(uuidString: "00000000-0000-0000-0000-000000000000"))
        XCTAssertThrowsError(try UIKitDevice(identifier: zeros)) { error in
            XCTAssertEqual((error as? TvpassError)?.reason, .invalidParameter(name: "identifier"))
        }
        UIDevice.current.identifierForVendor = zeros
        XCTAssertNotEqual(UIKitDevice.firstIdentifier, zeros)
        UIDevice.current.identifierForVendor = identifier
        XCTAssertEqual(UIKitDevice.firstIdentifier, identifier)
    }

    @MainActor
    func testTheConnectionIsAskedWheneverTheDescriptionIsRead() async throws {
        let device = try UIKitDevice(identifier: identifier)
        let types: [(Set<NWInterface.InterfaceType>, String)] = [
            ([.wifi], "WiFi"), ([.wiredEthernet, .wifi], "LAN"), ([.cellular], "Mobile"), ([], "Unknown"),
        ]
        for (path, word) in types {
            NWPathMonitor.follow(NWPath(over: path))
            XCTAssertEqual(device.info.connectionType, word)
        }
    }

    func testThePrivacyManifestTellsWhyTheClockIsReadAndThatNobodyIsTracked() throws {
        let file = try XCTUnwrap(Bundle.module.url(forResource: "PrivacyInfo", withExtension: "xcprivacy"))
        let manifest = try PropertyListSerialization.propertyList(from: try Data(contentsOf: file), format: nil)
        let told = try XCTUnwrap(manifest as? [String: Any])
        XCTAssertEqual(told["NSPrivacyTracking"] as? Bool, false)
        let accessed = try XCTUnwrap(told["NSPrivacyAccessedAPITypes"] as? [[String: Any]])
        let kinds = accessed.map { $0["NSPrivacyAccessedAPIType"] as? String }
        XCTAssertEqual(kinds, ["NSPrivacyAccessedAPICategorySystemBootTime"])
        XCTAssertEqual(accessed.first?["NSPrivacyAccessedAPITypeReasons"] as? [String], ["35F9.1"])
    }

    func testAKeychainKeepsTheLastStateOfEachAccountAndForgetsWhatIsErased() throws {
        Keychain.begin()
        let (store, tokens) = (KeychainStore(), KeychainStore(account: "tvpass.token"))
        XCTAssertNil(try store.load())
        try store.save(Redacted(Data("before".utf8)))
        try store.save(saved)
        try tokens.keep(Redacted(Data("token".utf8)))
        XCTAssertEqual(try store.load(), saved)
        try tokens.keep(nil)
        try tokens.keep(nil)
        XCTAssertNil(try tokens.load())
        XCTAssertEqual(try KeychainStore().load(), saved)
    }

    func testWhatIsKeptLeavesTheDeviceInNoBackup() throws {
        Keychain.begin()
        try KeychainStore().save(saved)
        let accessible = Keychain.all.map { $0[kSecAttrAccessible] as? String }
        XCTAssertEqual(accessible, [kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly])
    }

    func testALockedKeychainIsNoEmptyOne() throws {
        Keychain.begin()
        let store = KeychainStore()
        try store.save(saved)
        Keychain.setLocked(true)
        for attempt in [{ _ = try store.load() }, { try store.save(self.saved) }, { try store.keep(nil) }] {
            XCTAssertThrowsError(try attempt()) { error in
                XCTAssertEqual(error as? KeychainError, KeychainError(status: errSecInteractionNotAllowed))
            }
        }
        Keychain.setLocked(false)
        XCTAssertEqual(try store.load(), saved)
    }
}
#endif
