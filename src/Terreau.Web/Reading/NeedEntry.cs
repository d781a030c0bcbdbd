using Terreau.Web.Domain;

namespace Terreau.Web.Reading;

/// <summary>A need: a kind, and a nature that belongs to it.</summary>
internal sealed record NeedEntry(string Kind, string Nature)
{
    /// <summary>In the notation of the database: "FINANCEMENT/pret".</summary>
    public string Code => $"{Kind}/{Nature}";

    /// <summary>An entry that says a need and nothing else.</summary>
    public static NeedEntry ReadWhole(EntryReader entry)
    {
        var need = Read(entry);
        entry.Close();
        return need;
    }

    public static NeedEntry Read(EntryReader entry)
    {
        var need = new NeedEntry(entry.OneOf("kind", Vocabulary.NeedKinds.Has), entry.OneOf("nature", Vocabulary.Natures.Has));
        if (!Belongs(need.Nature, need.Kind)) entry.Fault($"la nature « {need.Nature} » n'est pas du genre « {need.Kind} ».");
        return need;
    }

    public static bool Belongs(string nature, string kind) => Vocabulary.NaturesOf(kind).Contains(nature);
}
