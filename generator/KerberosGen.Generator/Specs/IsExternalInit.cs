namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for before it allows init-only properties on netstandard2.0.</summary>
internal static class IsExternalInit;
