using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Reading;

/// <summary>A need in a file: a kind, and a nature that belongs to it.</summary>
internal static class NeedEntry
{
    /// <summary>An entry that says a need and nothing else.</summary>
    public static AnsweredNeed ReadWhole(EntryReader entry)
    {
        var need = Read(entry);
        entry.Close();
        return need;
    }

    public static AnsweredNeed Read(EntryReader entry)
    {
        var (kind, nature) = (entry.OneOf("kind", Vocabulary.NeedKinds.Has), entry.OneOf("nature", Vocabulary.Natures.Has));
        if (!Belongs(nature, kind)) entry.Fault($"la nature « {nature} » n'est pas du genre « {kind} ».");
        return new AnsweredNeed(kind, nature);
    }

    public static bool Belongs(string nature, string kind) => Vocabulary.NaturesOf(kind).Contains(nature);
}
