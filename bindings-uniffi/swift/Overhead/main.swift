import Dispatch
import Foundation
import TVPass

// What one call costs: prints a line for each work on the profiles and the configuration that the arguments name, with the
// nanoseconds of its fastest round.

let rounds = 500
let calls: UInt64 = 100

/// For an answer that takes three hundred times as long.
let longRounds = 50
let longCalls: UInt64 = 2

struct Answer: Decodable {
    let profiles: [String: AnswerProfile]
}

struct AnswerProfile: Decodable {
    let notBefore: Int64
    let notAfter: Int64
    let issuer: String
    let type: String
    let attributes: [String: AnswerAttribute]
}

struct AnswerAttribute: Decodable {
    let value: AnswerValue
    let state: String
}

/// The values that the answer's attributes have.
enum AnswerValue: Decodable {
    case text(String)
    case number(Int64)
    case list([String])
    case map([String: String])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else if let list = try? value.decode([String].self) {
            self = .list(list)
        } else {
            self = .map(try value.decode([String: String].self))
        }
    }
}

struct LongAnswer: Decodable {
    let requestor: AnswerRequestor
}

struct AnswerRequestor: Decodable {
    let id: String
    let name: String
    let mvpds: [AnswerMvpd]
}

struct AnswerMvpd: Decodable {
    let id: String
    let displayName: String
    let logoUrl: String
    let isTempPass: Bool
    let isProxy: Bool
    let authPerAggregator: Bool
    let authPerBrowserSession: Bool
    let passiveAuthnEnabled: Bool
    let enablePlatformServices: Bool
    let displayInPlatformPicker: Bool
    let enforcePlatformPermissions: Bool
    let boardingStatus: String?
    let platformMappingId: String
}

func measure(_ what: String, rounds: Int = rounds, calls: UInt64 = calls, _ work: () throws -> Int) rethrows {
    var fastest = UInt64.max
    var results = 0
    for _ in 0..<rounds {
        let start = DispatchTime.now().uptimeNanoseconds
        for _ in 0..<calls { results &+= try work() }
        fastest = min(fastest, (DispatchTime.now().uptimeNanoseconds - start) / calls)
    }
    precondition(results > 0)
    print("swift\t\(what)\t\(fastest)\t-")
}

let bytes = try CommandLine.arguments.dropFirst().map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
let bodies = bytes.map { Redacted($0) }
let decoder = JSONDecoder()
let own = { try decodeProfiles(httpStatus: 200, body: bodies[0]).count }
let library = { try decoder.decode(Answer.self, from: bytes[0]).profiles.count }
let longOwn = { try decodeConfiguration(httpStatus: 200, body: bodies[1]).mvpds.count }
let longLibrary = { try decoder.decode(LongAnswer.self, from: bytes[1]).requestor.mvpds.count }
let counts = [try own(), try library(), try longOwn(), try longLibrary()]
precondition(counts == [2, 2, 1000, 1000])

measure("a call with next to nothing") { ServiceEnvironment.releaseStaging.baseUrl().utf8.count }
try measure("decode profiles, tvpass", own)
try measure("decode profiles, JSONDecoder", library)
try measure("decode the configuration, tvpass", rounds: longRounds, calls: longCalls, longOwn)
try measure("decode the configuration, JSONDecoder", rounds: longRounds, calls: longCalls, longLibrary)
