using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Directory;

/// <summary>Whose value a merged sheet takes for a field.</summary>
internal enum MergeTake
{
    /// <summary>That of the sheet that stays.</summary>
    Kept,

    /// <summary>That of the sheet that goes.</summary>
    Merged,

    /// <summary>For lists: the items of both.</summary>
    Both,
}

/// <summary>
/// What is chosen at once when two sheets become one. Address and position are one choice, and so are the fields of the
/// person to ask for: the name of one with the phone of another would be nobody.
/// </summary>
internal sealed record MergeField(string Name, string Label, IReadOnlyList<SheetField> Fields)
{
    private const string Contact = "Contact";

    public static readonly IReadOnlyList<MergeField> All = Listed();

    public bool IsList => Fields is [{ IsList: true }];

    /// <summary>The fields of the sheet that it stands for, those that say who sees them included.</summary>
    public IEnumerable<string> Names
        => Fields.Select(part => part.Name).Concat(Fields.Select(SheetFields.ReserveOf).OfType<SheetField>().Select(part => part.Name));

    public bool Covers(string name) => Names.Contains(name);

    public static MergeField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    public bool IsEmptyIn(SheetDraft draft) => Fields.All(field => draft[field.Name].Length == 0);

    public bool IsSameIn(SheetDraft one, SheetDraft other) => Fields.All(field => one[field.Name] == other[field.Name]);

    /// <summary>The value in words; empty when there is none.</summary>
    public string InWords(SheetDraft draft, Atlas atlas)
        => string.Join(" · ", Fields.Where(field => draft[field.Name].Length > 0).Select(field => field.InWords(draft[field.Name], atlas)));

    /// <summary>The narrowest of those who may see a part of it; null when it is for everyone.</summary>
    public Audience? ReservedIn(SheetDraft draft)
    {
        var audiences = Fields.Select(field => ReserveIn(field, draft)).OfType<Audience>().Where(audience => audience != Audience.Public)
            .ToList();
        return audiences.Count == 0 ? null : audiences.Max();
    }

    /// <summary>The sheet that stays, once it has received what was chosen.</summary>
    /// <param name="taken">For each field that differs; fields not named keep what they have, or gain what they lack.</param>
    public static SheetDraft Join(SheetDraft kept, SheetDraft merged, IReadOnlyDictionary<string, MergeTake> taken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in All.Where(field => !field.IsSameIn(kept, merged)))
        {
            switch (field.TakeOf(kept, merged, taken))
            {
                case MergeTake.Merged:
                    foreach (var part in field.Fields)
                        Take(values, part, merged[part.Name], part.IsPersonal ? Audience.Organisation : ReserveIn(part, merged));
                    break;
                case MergeTake.Both when field.Fields is [var list]:
                    var united = SheetField.Joined(
                        SheetField.Items(kept[list.Name]).Union(SheetField.Items(merged[list.Name]), StringComparer.Ordinal));
                    // Read by the narrower of the two publics: what one side reserved does not come out by the other.
                    Take(values, list, united, ReserveIn(list, kept) > ReserveIn(list, merged)
                        ? ReserveIn(list, kept) : ReserveIn(list, merged));
                    break;
            }
        }
        KeepBothNames(kept, merged, values);
        return kept.Holding(values);
    }

    /// <summary>Whose value is taken: as chosen, else all of lists, else what the sheet has, else what the other brings.</summary>
    public MergeTake TakeOf(SheetDraft kept, SheetDraft merged, IReadOnlyDictionary<string, MergeTake> taken)
        => taken.TryGetValue(Name, out var chosen) && (IsList || chosen != MergeTake.Both) ? chosen
            : IsList ? MergeTake.Both
            : IsEmptyIn(kept) && !IsEmptyIn(merged) ? MergeTake.Merged : MergeTake.Kept;

    /// <summary>People will look for it under the name that goes: it becomes one of the other names.</summary>
    private static void KeepBothNames(SheetDraft kept, SheetDraft merged, Dictionary<string, string> values)
    {
        const string Name = nameof(Organisation.Name), Aliases = nameof(Organisation.Aliases);
        if (kept[Name] == merged[Name]) return;
        var (stays, goes) = values.ContainsKey(Name) ? (merged[Name], kept[Name]) : (kept[Name], merged[Name]);
        var aliases = SheetField.Items(values.GetValueOrDefault(Aliases, kept[Aliases])).Where(alias => alias != stays).Append(goes)
            .Distinct(StringComparer.Ordinal);
        values[Aliases] = SheetField.Joined(aliases);
    }

    private static void Take(Dictionary<string, string> values, SheetField field, string value, Audience? audience)
    {
        values[field.Name] = value;
        // A person agreed to be shown on one sheet, not on the other: they are asked again.
        if (audience is { } reader && SheetFields.ReserveOf(field) is { } reserve) values[reserve.Name] = reader.ToString();
    }

    private static Audience? ReserveIn(SheetField field, SheetDraft draft)
        => SheetFields.ReserveOf(field) is { } reserve && Enum.TryParse<Audience>(draft[reserve.Name], out var audience) ? audience : null;

    private static List<MergeField> Listed()
    {
        var all = new List<MergeField>();
        foreach (var field in SheetFields.All.Where(field => SheetFields.ReservedBy(field) is null))
        {
            if (field.Name == SheetFields.Position) continue;
            if (field.IsPersonal)
            {
                if (all.TrueForAll(listed => listed.Name != Contact))
                    all.Add(new(Contact, "Personne à contacter", [.. SheetFields.All.Where(person => person.IsPersonal)]));
                continue;
            }
            all.Add(field.Name == nameof(Organisation.Address)
                ? new(field.Name, "Adresse et position", [field, SheetFields.Find(SheetFields.Position)!])
                : new(field.Name, field.Label, [field]));
        }
        return all;
    }
}
