using KerberosGen.Layout;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Inspector.Watching;

/// <summary>What came of one save.</summary>
/// <param name="Wire">Where the declarations and packets.spec differ.</param>
/// <param name="Errors">What keeps the source from compiling.</param>
/// <param name="Protocols">The packets' tables; none if it does not compile.</param>
internal sealed record LiveResult(IReadOnlyList<Diagnostic> Wire, IReadOnlyList<Diagnostic> Errors, IReadOnlyList<ProtocolLayout> Protocols);
