import Foundation
import XCTest

@testable import TVPass

/// `json/`, `errors.tsv` and `enumerations.json`.
final class JsonTests: XCTestCase {
    func testTextsOfTheGrammarAreAccepted() throws {
        for file in try Vectors.files("json/accept") {
            XCTAssertNoThrow(try checkJson(text: Redacted(Data(contentsOf: file))), file.lastPathComponent)
        }
    }

    func testTextsOutsideTheGrammarAreRefusedAtTheirPlace() throws {
        for row in try Vectors.rows("json/refuse.tsv") {
            let file = Vectors.folder.appendingPathComponent("json/refuse/\(row[0])")
            let text = try Data(contentsOf: file)
            guard case .json(let error) = refusal(row[0], { try checkJson(text: Redacted(text)) })?.reason else {
                return XCTFail(row[0])
            }
            XCTAssertEqual(["\(error.kind)", "\(error.offset)"], [row[1], row[2]], row[0])
        }
    }

    func testEveryCodeOfTheCatalogueIsKnownByItsName() throws {
        for row in try Vectors.rows("errors.tsv") {
            let body = Redacted(Data(#"{"action": "none", "code": "\#(row[0])"}"#.utf8))
            let error = refusal(row[0]) { try decodeLogouts(httpStatus: 400, body: body) }
            guard case .service(_, let enhanced) = error?.reason else { return XCTFail(row[0]) }
            XCTAssertEqual(enhanced.knownCode?.wire(), row[0])
        }
    }

    func testEveryKnownValueOfAnEnumerationHasACase() throws {
        let file = Vectors.folder.appendingPathComponent("enumerations.json")
        let enumerations = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [String]]
        for (name, texts) in try XCTUnwrap(enumerations) {
            for text in texts {
                let value = try XCTUnwrap(try Self.read(name, text), name)
                XCTAssertEqual(value.wire(), text, name)
                XCTAssertFalse("\(value)".hasPrefix("other"), "\(name): \(text)")
            }
            let value = try XCTUnwrap(try Self.read(name, "of_tomorrow"), name)
            XCTAssertTrue("\(value)".hasPrefix("other"), name)
            XCTAssertEqual(value.wire(), "of_tomorrow")
        }
    }

    /// The value of an enumeration, out of an answer or a header that has `text` there.
    private static func read(_ name: String, _ text: String) throws -> WireValue? {
        switch name {
        case "actionName": return try session(actionName: text).actionName
        case "actionType": return try session(actionType: text).actionType
        case "reasonType": return try session(reasonType: text).reasonType
        case "profileType": return try profile(type: text).profileType
        case "attributeState": return try profile(state: text).attributes.first?.state
        case "decisionSource": return try decisionSource(text)
        case "logoutActionName": return try logout(actionName: text).actionName
        case "logoutActionType": return try logout(actionType: text).actionType
        case "boardingStatus": return try boardingStatus(text)
        case "action": return action(text)
        case "dcrError": return registrationError(text)
        case "accessStatus":
            let header = Redacted(Data(#"{"frameworkPermissionInfo":{"accessStatus":"\#(text)"}}"#.utf8).base64EncodedString())
            return try readPartnerFrameworkStatus(value: header).accessStatus
        default: return try device(name, text)
        }
    }

    private static func body(_ text: String) -> SecretBytes { Redacted(Data(text.utf8)) }

    private static func session(
        actionName: String = "resume", actionType: String = "direct", reasonType: String = "none"
    ) throws -> Session {
        let text = """
            {"actionName": "\(actionName)", "actionType": "\(actionType)", "reasonType": "\(reasonType)",
             "sessionId": "1", "serviceProvider": "REF30"}
            """
        return try decodeSession(httpStatus: 200, body: body(text))
    }

    private static func profile(type: String = "regular", state: String = "plain") throws -> Profile {
        let text = """
            {"profiles": {"A": {"notBefore": 1, "notAfter": 2, "issuer": "A", "type": "\(type)",
             "attributes": {"userID": {"value": 1, "state": "\(state)"}}}}}
            """
        return try XCTUnwrap(decodeProfiles(httpStatus: 200, body: body(text)).first)
    }

    private static func decisionSource(_ source: String) throws -> DecisionSource? {
        let text = """
            {"decisions": [{"resource": "news", "serviceProvider": "REF30", "mvpd": "A", "authorized": true,
             "source": "\(source)"}]}
            """
        return try decodeDecisions(httpStatus: 200, body: body(text)).first?.source
    }

    private static func logout(actionName: String = "invalid", actionType: String = "none") throws -> LogoutAction {
        let text = #"{"logouts": {"A": {"actionName": "\#(actionName)", "actionType": "\#(actionType)", "mvpd": "A"}}}"#
        return try XCTUnwrap(decodeLogouts(httpStatus: 200, body: body(text)).first)
    }

    private static func boardingStatus(_ status: String) throws -> BoardingStatus? {
        let text = #"{"requestor": {"id": "REF30", "mvpds": [{"id": "A", "boardingStatus": "\#(status)"}]}}"#
        return try decodeConfiguration(httpStatus: 200, body: body(text)).mvpds.first?.boardingStatus
    }

    private static func action(_ action: String) -> Action? {
        let error = refusal(action) { try decodeLogouts(httpStatus: 403, body: body(#"{"action": "\#(action)"}"#)) }
        guard case .service(_, let enhanced) = error?.reason else { return nil }
        return enhanced.action
    }

    private static func registrationError(_ code: String) -> DcrErrorCode? {
        let error = refusal(code) { try decodeAccessToken(httpStatus: 400, body: body(#"{"error": "\#(code)"}"#)) }
        guard case .registration(_, let code) = error?.reason else { return nil }
        return code
    }

    private static func device(_ name: String, _ text: String) throws -> WireValue? {
        let info = try readDeviceInfo(value: Redacted(Data(#"{"\#(name)": "\#(text)"}"#.utf8).base64EncodedString()))
        let values: [WireValue?] = [
            info.primaryHardwareType, info.osName, info.osFamily, info.osVendor, info.browserName, info.browserVendor,
        ]
        return values.compactMap { $0 }.first
    }
}
