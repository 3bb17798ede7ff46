#if canImport(UIKit) && !os(watchOS)
import Foundation
import UIKit

/// This iPhone, iPad or Apple TV.
public struct UIKitDevice: Device {
    public let identifier: Data
    private let describe: @Sendable () -> DeviceInfo

    /// Asks for the connection anew each time, since a device changes its network.
    public var info: DeviceInfo { describe() }

    /// `identifier` is what the application keeps: `identifierForVendor` changes when the vendor's last application is
    /// removed, so that the first one is to be stored in the keychain and handed in from then on. Its hash is what is sent (R13).
    ///
    /// Throws `TvpassError` if it is the id of zeros, which many devices have.
    @MainActor
    public init(
        identifier: UUID, connectionType: @escaping @Sendable () -> String = { ConnectionMonitor.shared.connectionType }
    ) throws {
        guard let hash = deviceIdentifierOfPlatform(platformId: identifier.uuidString) else {
            throw TvpassError.Integrator(
                reason: .invalidParameter(name: "identifier"), explanation: "the id of zeros names no device")
        }
        self.identifier = hash.reveal()
        let hardwareType = Self.hardwareType(UIDevice.current.userInterfaceIdiom)
        let version = UIDevice.current.systemVersion
        let screen = UIScreen.main.nativeBounds
        describe = {
            DeviceInfo(
                primaryHardwareType: hardwareType,
                model: Self.machine,
                version: version,
                manufacturer: OsVendor.apple.wire(),
                vendor: OsVendor.apple.wire(),
                osName: Self.isTelevision ? .tvOs : .ios,
                osFamily: Self.isTelevision ? .tvOs : .ios,
                osVendor: .apple,
                osVersion: version,
                displayWidth: UInt32(exactly: screen.width.rounded()),
                displayHeight: UInt32(exactly: screen.height.rounded()),
                connectionType: connectionType(),
                applicationId: Bundle.main.bundleIdentifier)
        }
    }

    /// The id of this device for this vendor, to be stored when the application runs for the first time.
    @MainActor
    public static var firstIdentifier: UUID {
        let vendors = UIDevice.current.identifierForVendor
        return vendors.flatMap { deviceIdentifierOfPlatform(platformId: $0.uuidString) == nil ? nil : $0 } ?? UUID()
    }

    private static var isTelevision: Bool {
        #if os(tvOS)
        return true
        #else
        return false
        #endif
    }

    private static func hardwareType(_ idiom: UIUserInterfaceIdiom) -> HardwareType {
        switch idiom {
        case .phone: return .mobilePhone
        case .pad: return .tablet
        case .tv: return .setTopBox
        case .mac: return .desktop
        default: return .unknown
        }
    }

    /// The model's name for engineers, such as `AppleTV11,1`.
    private static var machine: String {
        var name = utsname()
        uname(&name)
        return withUnsafeBytes(of: &name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
#endif
