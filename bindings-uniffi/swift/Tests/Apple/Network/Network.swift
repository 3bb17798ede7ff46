import Dispatch
import Foundation

// The part of Apple's Network that `ConnectionMonitor` uses, declared as Apple declares it. A test says which path there is.

public struct NWInterface: Sendable {
    public enum InterfaceType: Sendable {
        case other
        case wifi
        case cellular
        case wiredEthernet
        case loopback
    }
}

public struct NWPath: Sendable {
    private let types: Set<NWInterface.InterfaceType>

    /// A path over interfaces of these types, for a test.
    public init(over types: Set<NWInterface.InterfaceType>) {
        self.types = types
    }

    public func usesInterfaceType(_ type: NWInterface.InterfaceType) -> Bool {
        types.contains(type)
    }
}

public final class NWPathMonitor: @unchecked Sendable {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var path = NWPath(over: [])

    public init() {}

    /// The path of the machine from now on, for a test.
    public static func follow(_ path: NWPath) {
        lock.withLock { self.path = path }
    }

    public func start(queue _: DispatchQueue) {}

    public var currentPath: NWPath {
        Self.lock.withLock { Self.path }
    }
}
