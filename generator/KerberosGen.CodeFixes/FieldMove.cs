using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerberosGen.CodeFixes;

/// <summary>Moves a member to another member's place in the same type.</summary>
internal static class FieldMove
{
    /// <summary>The change that does it, or null if a directive stands among the members in between.</summary>
    public static TextChange? To(TypeDeclarationSyntax type, MemberDeclarationSyntax moved, MemberDeclarationSyntax place)
    {
        int from = type.Members.IndexOf(moved);
        int to = type.Members.IndexOf(place);
        List<MemberDeclarationSyntax> slots = type.Members.Skip(Math.Min(from, to)).Take(Math.Abs(from - to) + 1).ToList();
        if (slots.Any(member => member.ContainsDirectives))
            return null;
        List<MemberDeclarationSyntax> order = [.. slots];
        order.Remove(moved);
        order.Insert(to < from ? 0 : order.Count, moved);

        // The blank lines between members stay where they are; what is written moves.
        string text = string.Concat(slots.Zip(order, (slot, member) => BlankLines(slot) + member.ToFullString().Substring(BlankLines(member).Length)));
        return new TextChange(TextSpan.FromBounds(slots[0].FullSpan.Start, slots[slots.Count - 1].FullSpan.End), text);
    }

    /// <summary>The empty lines in front of a member.</summary>
    public static string BlankLines(MemberDeclarationSyntax member)
    {
        string leading = member.GetLeadingTrivia().ToFullString();
        string space = leading.Substring(0, leading.Length - leading.TrimStart().Length);
        return space.Substring(0, space.LastIndexOf('\n') + 1);
    }
}
