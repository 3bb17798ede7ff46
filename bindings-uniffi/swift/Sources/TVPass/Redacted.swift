/// A value that no log may show: it prints `[redacted]` and gives itself only when asked by name.
public struct Redacted<Value> {
    private let value: Value

    public init(_ value: Value) {
        self.value = value
    }

    /// The value itself, for the wire or for storage.
    public func reveal() -> Value {
        value
    }
}

extension Redacted: Equatable where Value: Equatable {}
extension Redacted: Hashable where Value: Hashable {}
extension Redacted: Sendable where Value: Sendable {}

extension Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "[redacted]" }
    public var debugDescription: String { description }

    /// The children that `dump`, a debugger and a playground show.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
