import Foundation

@testable import TVPass

/// The neutral form of the vectors: the wire's names, times in milliseconds, lists always there, what is missing left out.
func neutral(_ value: Any) -> Any {
    switch value {
    case let secret as Secret: return secret.reveal()
    case let value as AttributeValue: return json(value.reveal())
    case let value as Value: return json(value)
    case let date as Date: return NSNumber(value: date.millisecondsSince1970)
    case let configuration as Configuration: return neutral(configuration)
    case let device as LinkedDevice: return ["id": device.id.reveal(), "attributes": json(device.attributes)]
    case let members as [Member] where !members.isEmpty: return json(members)
    case let list as [Any]: return list.map(neutral)
    case let text as String: return text
    case let flag as Bool: return flag
    case let number as UInt64: return NSNumber(value: number)
    case let number as UInt32: return NSNumber(value: number)
    case let number as Double: return NSNumber(value: number)
    default: return (value as? WireValue)?.wire() ?? record(value)
    }
}

/// A value that has a name on the wire.
protocol WireValue {
    func wire() -> String
}

extension AccessStatus: WireValue {}
extension Action: WireValue {}
extension ActionName: WireValue {}
extension ActionType: WireValue {}
extension AttributeState: WireValue {}
extension BoardingStatus: WireValue {}
extension BrowserName: WireValue {}
extension BrowserVendor: WireValue {}
extension DcrErrorCode: WireValue {}
extension DecisionSource: WireValue {}
extension HardwareType: WireValue {}
extension LogoutActionName: WireValue {}
extension LogoutActionType: WireValue {}
extension OsFamily: WireValue {}
extension OsName: WireValue {}
extension OsVendor: WireValue {}
extension ProfileType: WireValue {}
extension ReasonType: WireValue {}

private let types: Set = ["profileType", "connectionType", "requestType", "deviceType"]

private func record(_ value: Any) -> [String: Any] {
    // These two endpoints write their names with underscores.
    let hasUnderscores = value is ClientCredentials || value is AccessToken
    var found: [String: Any] = [:]
    for child in Mirror(reflecting: value).children {
        guard let name = child.label, name != "knownCode", let field = present(child.value) else { continue }
        let wire = types.contains(name) ? "type" : hasUnderscores ? snake(name) : name
        switch (name, field) {
        case ("existingParameters", let members as [Member]): found[wire] = json(members)
        // The only time that the wire has in seconds.
        case ("clientIdIssuedAt", let date as Date): found[wire] = NSNumber(value: date.millisecondsSince1970 / 1000)
        default: found[wire] = neutral(field)
        }
    }
    return found
}

/// The value of an optional that has one, unless it is JSON's null.
private func present(_ value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return (value as? Value) == .null ? nil : value }
    return mirror.children.first?.value
}

private func snake(_ name: String) -> String {
    name.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
}

private func neutral(_ configuration: Configuration) -> [String: Any] {
    var requestor = ["id": configuration.id]
    requestor["name"] = configuration.name
    return [
        "settings": json(configuration.settings),
        "requestor": requestor,
        "domains": configuration.domains.map(neutral),
        "mvpds": configuration.mvpds.map(neutral),
    ]
}

private func json(_ members: [Member]) -> [String: Any] {
    Dictionary(members.map { ($0.name, json($0.value)) }, uniquingKeysWith: { $1 })
}

private func json(_ value: Value) -> Any {
    switch value {
    case .null: return NSNull()
    case .bool(let value): return value
    case .text(let value): return value
    case .number(_, let text):
        // As JSONSerialization reads the same text from the vector.
        let list = try? JSONSerialization.jsonObject(with: Data("[\(text)]".utf8)) as? [Any]
        return list?.first ?? text
    case .array(let items): return items.map(json)
    case .object(let members): return json(members)
    }
}

func neutral(_ error: JsonError) -> [String: Any] {
    ["kind": "\(error.kind)", "field": error.field, "offset": NSNumber(value: error.offset)]
}

extension TvpassError {
    /// The failure, whoever must act.
    var reason: Reason {
        switch self {
        case .Viewer(let reason, _), .Network(let reason, _), .Service(let reason, _), .ServiceProvider(let reason, _),
            .Configuration(let reason, _), .Integrator(let reason, _):
            return reason
        }
    }

    /// The actor, or the reason why nothing was sent or read, in the words of the vectors.
    var inVectors: [String: Any] {
        switch reason {
        case .service(let status, let error): return failure("service", status, TVPassTests.neutral(error as Any))
        case .registration(let status, let code): return failure("registration", status, code.wire())
        case .malformed(let status, let error): return failure("malformed", status, TVPassTests.neutral(error))
        case .notApi(let status): return ["kind": "not_api", "httpStatus": NSNumber(value: status)]
        case .throttled: return ["kind": "throttled"]
        case .missingHeader(let name): return ["kind": "missing_header", "name": name]
        case .missingParameter(let name): return ["kind": "missing_parameter", "name": name]
        case .invalidParameter(let name): return ["kind": "invalid_parameter", "name": name]
        case .invalidHeader(let name, let offset):
            return ["kind": "invalid_header", "name": name, "offset": NSNumber(value: offset)]
        case .notBase64: return ["kind": "base64"]
        case .notThisHeader, .invalidUrl: return ["kind": "invalid"]
        case .downgrade: return ["kind": "downgrade"]
        case .json(let error): return TVPassTests.neutral(error)
        case .noResponse, .responseTooLarge, .tooLong, .tooMany, .unexpected, .noDecision, .notSignedIn, .cancelled,
            .notRunning, .unknown:
            return ["kind": "\(reason)"]
        }
    }

    private func failure(_ kind: String, _ status: UInt16, _ error: Any) -> [String: Any] {
        ["kind": kind, "httpStatus": NSNumber(value: status), "error": error]
    }
}
