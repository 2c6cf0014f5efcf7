using System;

namespace KerberosGen.Generator.Discovery;

/// <summary>All that a declaration's meaning can depend on besides its own file.</summary>
internal sealed class Project(Surroundings surroundings, Environment environment) : IEquatable<Project>
{
    public Surroundings Surroundings { get; } = surroundings;

    public Environment Environment { get; } = environment;

    public bool Equals(Project? other) =>
        other is not null && ReferenceEquals(Surroundings, other.Surroundings) && Environment.Equals(other.Environment);

    public override bool Equals(object? obj) => Equals(obj as Project);

    public override int GetHashCode() => Environment.GetHashCode();
}
