import Foundation

/// The facts about a device that an application needs; a test brings its own.
public protocol Device: Sendable {
    /// An id that is stable over updates and restarts, and unique (R12).
    var identifier: Data { get }

    /// The description of the device (R14).
    var info: DeviceInfo { get }
}

extension Headers {
    /// The headers of a device that plays video, or of one where a person signs in for another.
    ///
    /// Throws `TvpassError` if the device does not say what the service requires.
    public init(of device: any Device, sender: Sender = .streamingDevice) throws {
        self.init(
            sender: sender,
            apDeviceIdentifier: try deviceIdentifierHeader(id: Redacted(device.identifier)),
            xDeviceInfo: try deviceInfoHeader(info: device.info))
    }
}
