import Foundation
import TVPass

/// Metadata as the old interface hands it out.
struct Metadata {
    var value: Any?
    var isEncrypted = false
}

extension Requestor {
    /// The metadata of this kind, if there is any.
    func metadata(_ key: Int32, _ arguments: [String: any Sendable], headers: Headers) async throws -> Metadata {
        let argument = { (name: String) in arguments[name] as? String }
        switch key {
        case METADATA_AUTHENTICATION: return Metadata(value: try await profile()?.notAfter.milliseconds)
        case METADATA_AUTHORIZATION:
            return Metadata(value: argument(METADATA_RESOURCE_ID_KEY).flatMap { decidedUntil($0) }?.milliseconds)
        case METADATA_DEVICE_ID:
            let id = try headers.apDeviceIdentifier.map { try readDeviceIdentifier(value: $0) }
            return Metadata(value: id.map { String(decoding: $0.reveal(), as: UTF8.self) })
        case METADATA_USER_META: return try await attribute(argument(METADATA_USER_META_KEY))
        default: return Metadata()
        }
    }

    private func attribute(_ name: String?) async throws -> Metadata {
        guard let attribute = try await profile()?.attributes.first(where: { $0.name == name }) else { return Metadata() }
        return Metadata(value: plain(attribute.value.reveal()), isEncrypted: attribute.state == .encrypted)
    }
}

extension Date {
    fileprivate var milliseconds: String {
        String(Int64((timeIntervalSince1970 * 1000).rounded()))
    }
}

/// The value as the platform has such: a text, a number, a truth value, a list or a map.
private func plain(_ value: Value) -> Any? {
    switch value {
    case .null: nil
    case .bool(let value): value
    case .number(let value, _): value
    case .text(let value): value
    case .array(let items): items.map(plain)
    case .object(let members):
        Dictionary(members.map { ($0.name, plain($0.value)) }, uniquingKeysWith: { first, _ in first })
    }
}
