#if canImport(Network)
import Dispatch
import Network

/// Watches the connection of this device.
public final class ConnectionMonitor: @unchecked Sendable {
    /// The monitor of the application; it watches from its first use on.
    public static let shared = ConnectionMonitor()

    private let monitor = NWPathMonitor()

    private init() {
        monitor.start(queue: DispatchQueue(label: "tvpass.connection"))
    }

    /// The present connection in the words of `X-Device-Info`: `WiFi`, `LAN`, `Mobile`, or `Unknown` where there is none (R14).
    public var connectionType: String {
        let path = monitor.currentPath
        let words: [(NWInterface.InterfaceType, String)] = [(.wiredEthernet, "LAN"), (.wifi, "WiFi"), (.cellular, "Mobile")]
        return words.first { path.usesInterfaceType($0.0) }?.1 ?? "Unknown"
    }
}
#endif
