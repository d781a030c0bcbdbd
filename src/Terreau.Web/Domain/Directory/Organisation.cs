using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Domain.Directory;

/// <summary>An actor of the territory: it has a name; everything else may be unknown, and says so.</summary>
internal sealed class Organisation : IJournaled
{
    /// <summary>Days that its people have to say whether it is true, once asked.</summary>
    public const int PatienceDays = 30;

    /// <summary>What the journal tells in full needs no ruling: a sheet has the table of its life, and its states in its history.</summary>
    public static readonly Lifecycle<SheetStatus> Life = new(
        new(nameof(AwaitingReview), [SheetStatus.Published], SheetStatus.Proposed, Permission.JoinSheets),
        new(nameof(Publish), [SheetStatus.Proposed, SheetStatus.Refused, SheetStatus.Withdrawn], SheetStatus.Published,
            Permission.Moderate),
        new(nameof(Refuse), [SheetStatus.Proposed], SheetStatus.Refused, Permission.Moderate),
        new(nameof(Withdraw), [SheetStatus.Published], SheetStatus.Withdrawn, Permission.Moderate, After: TimeSpan.FromDays(PatienceDays)),
        new(nameof(Check), [SheetStatus.Published, SheetStatus.Withdrawn], SheetStatus.Published, Permission.EditSheet),
        new(nameof(Check), [SheetStatus.Proposed], SheetStatus.Proposed, Permission.EditSheet),
        new(nameof(Check), [SheetStatus.Refused], SheetStatus.Refused, Permission.EditSheet),
        new(nameof(MergeInto), [SheetStatus.Published, SheetStatus.Proposed, SheetStatus.Refused, SheetStatus.Withdrawn],
            SheetStatus.Merged, Permission.Moderate),
        new(nameof(Restore), [SheetStatus.Merged], SheetStatus.Published, Permission.Moderate),
        new(nameof(Restore), [SheetStatus.Merged, SheetStatus.Published], SheetStatus.Proposed, Permission.Moderate),
        new(nameof(Restore), [SheetStatus.Merged, SheetStatus.Published], SheetStatus.Refused, Permission.Moderate),
        new(nameof(Restore), [SheetStatus.Merged, SheetStatus.Published], SheetStatus.Withdrawn, Permission.Moderate),
        new(nameof(GoBack), [SheetStatus.Published, SheetStatus.Refused], SheetStatus.Proposed, Permission.Moderate),
        new(nameof(GoBack), [SheetStatus.Published], SheetStatus.Refused, Permission.Moderate),
        new(nameof(GoBack), [SheetStatus.Published], SheetStatus.Withdrawn, Permission.Moderate),
        new(nameof(GoBack), [SheetStatus.Withdrawn], SheetStatus.Published, Permission.Moderate));

    /// <summary>The source of what an organisation says of itself here.</summary>
    public const string Declared = "declaration";

    /// <summary>The source of a position that was looked up from an address.</summary>
    public const string Geocoded = "base-adresse-nationale";

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The stable part of its address, /acteurs/{slug}.</summary>
    public required string Slug { get; init; }

    public required string Name { get; set; }
    public string? Acronym { get; set; }

    /// <summary>Other spellings under which people know it.</summary>
    public List<string> Aliases { get; set; } = [];

    public string? Siren { get; set; }
    public string? Siret { get; set; }

    /// <summary>INSEE codes; several for an organisation at work in several towns, none when unknown.</summary>
    public List<string> Communes { get; set; } = [];

    /// <summary>INSEE codes of the towns outside the territory where it works.</summary>
    public List<string> OutsideCommunes { get; set; } = [];

    /// <summary>Codes of the districts it lies in, only where someone has established it.</summary>
    public List<string> Districts { get; set; } = [];

    public string? Address { get; set; }

    /// <summary>WGS84 degrees; where <see cref="Precision"/> is "commune", the middle of the commune.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>How far the position can be trusted: a code of <see cref="Vocabulary.Precisions"/>.</summary>
    public string Precision { get; set; } = "inconnue";

    public List<string> Filieres { get; set; } = [];
    public List<string> Roles { get; set; } = [];
    public List<string> Labels { get; set; } = [];

    /// <summary>A code of <see cref="Vocabulary.EssFamilies"/>; null while unknown, never guessed.</summary>
    public string? EssFamily { get; set; }

    public string? Summary { get; set; }
    public string? Description { get; set; }
    public string? Website { get; set; }

    /// <summary>When it welcomes people, in the syntax of OSM; null while unknown.</summary>
    public string? OpeningHours { get; set; }

    /// <summary>What it says it offers to others, in its words.</summary>
    public List<string> Proposes { get; set; } = [];

    /// <summary>What it says it looks for, in its words.</summary>
    public List<string> Seeks { get; set; } = [];

    /// <summary>The organisation's own address and number, as it gives them to everyone.</summary>
    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>A person one may ask for; each of these fields stands only because that person agreed.</summary>
    public string? ContactName { get; set; }

    public string? ContactRole { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactPhone { get; set; }

    /// <summary>Who sees a field that is not for everyone: the name of the field, then an <see cref="Audience"/>.</summary>
    public Dictionary<string, Audience> Reserved { get; set; } = [];

    public SheetStatus Status { get; private set; } = SheetStatus.Published;

    /// <summary>Where a merged sheet now lives.</summary>
    public string? MergedIntoSlug { get; private set; }

    /// <summary>How often its people want to be asked whether it is still true, in months; null = not asked.</summary>
    public int? RhythmMonths { get; set; }

    /// <summary>
    /// The day they were last asked, while the answer is awaited. A sheet that comes back is asked about anew: else the clock would take
    /// it out again the next night.
    /// </summary>
    public DateOnly? AskedOn { get; set; }

    /// <summary>The account that proposed the sheet, in the words of the journal; null when it came with the territory's files.</summary>
    public string? ProposedBy { get; init; }

    /// <summary>What other sources add later to what its own source says.</summary>
    public List<SourcedFact> LaterFacts { get; set; } = [];

    /// <summary>The source of a field that does not come from <see cref="SourceId"/>; the text is the field's name.</summary>
    /// <exception cref="ArgumentException">No field has that name: under another, nobody would ever read its source.</exception>
    public List<SourcedFact> Evidence
    {
        get;
        set => field = value.Find(fact => SheetFields.Find(fact.Text) is null) is { } stray
            ? throw new ArgumentException($"A sheet has no field called {stray.Text}.", nameof(value)) : value;
    } = [];

    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    /// <summary>The day someone last checked the sheet against the world; null = never since its source.</summary>
    public DateOnly? CheckedOn { get; set; }

    /// <summary>The freshest day this sheet can vouch for.</summary>
    public DateOnly FreshOn => CheckedOn is { } day && day > SourceOn.FirstDay ? day : SourceOn.FirstDay;

    /// <summary>The day its people want to be asked again; null when they asked for no rhythm.</summary>
    public DateOnly? DueOn => RhythmMonths is { } months ? FreshOn.AddMonths(months) : null;

    /// <summary>A new sheet that waits for the manager; only those who proposed it see it meanwhile.</summary>
    public Organisation AwaitingReview()
    {
        Take(nameof(AwaitingReview));
        return this;
    }

    public void Publish()
    {
        Take(nameof(Publish));
        AskedOn = null;
    }

    /// <summary>Not taken into the directory; its people still see why.</summary>
    public void Refuse() => Take(nameof(Refuse));

    /// <summary>Taken out of sight until its people say that it is true again.</summary>
    public void Withdraw() => Take(nameof(Withdraw));

    /// <summary>This sheet and another were the same: it leads there from now on.</summary>
    public void MergeInto(string slug)
    {
        Take(nameof(MergeInto));
        MergedIntoSlug = slug;
    }

    /// <summary>A merge is undone: it stands again where it stood.</summary>
    public void Restore(SheetStatus before)
    {
        Status = Life.Next(Status, nameof(Restore), before);
        MergedIntoSlug = null;
    }

    /// <summary>A step is taken back from its history: it stands where it stood before that step.</summary>
    public void GoBack(SheetStatus before)
    {
        Status = Life.Next(Status, nameof(GoBack), before);
        if (before == SheetStatus.Published) AskedOn = null;
    }

    /// <summary>Somebody of the house, or the manager, says that what is written is true today.</summary>
    public void Check(DateOnly today)
    {
        Take(nameof(Check));
        (CheckedOn, AskedOn) = (today, null);
    }

    /// <summary>Whether this can be said of it now, by this person.</summary>
    /// <param name="to">Where it should lead, for a verb that leads to several states.</param>
    public bool May(string verb, User user, SheetStatus? to = null)
        => Life.Find(Status, verb, to) is { Who: { } who } && user.May(who, Id);

    /// <exception cref="IllegalStepException">Its life has no such step from here.</exception>
    private void Take(string verb) => Status = Life.Next(Status, verb);

    internal sealed class Mapping : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> entity)
        {
            entity.Property(o => o.Slug).HasMaxLength(120);
            entity.HasIndex(o => o.Slug).IsUnique();
            entity.Property(o => o.Name).HasMaxLength(300);
            entity.HasIndex(o => o.Siret);
            entity.HasIndex(o => o.Siren);
            entity.Property(o => o.Email).HasMaxLength(254);
            entity.Property(o => o.Phone).HasMaxLength(40);
            entity.Property(o => o.OpeningHours).HasMaxLength(Engine.Hours.OpeningHours.MaxLength);
            entity.Property(o => o.ContactName).HasMaxLength(120).IsPrivate();
            entity.Property(o => o.ContactRole).HasMaxLength(120).IsPrivate();
            entity.Property(o => o.ContactEmail).HasMaxLength(254).IsPrivate();
            entity.Property(o => o.ContactPhone).HasMaxLength(40).IsPrivate();
            entity.Property(o => o.Status).HasConversion<string>().HasMaxLength(12);
            // Those that wait are few. An index of every status would be taken for a list of names, and walk all that is published.
            entity.HasIndex(o => o.Status).HasFilter("\"Status\" = 'Proposed'");
            entity.Property(o => o.MergedIntoSlug).HasMaxLength(120);
            entity.Property(o => o.ProposedBy).HasMaxLength(60);
            entity.Property(o => o.Reserved).IsReservedFields();
            entity.Property(o => o.LaterFacts).IsSourcedFacts();
            entity.Property(o => o.Evidence).IsSourcedFacts();
            entity.Ignore(o => o.FreshOn);
            entity.Ignore(o => o.DueOn);
        }
    }
}

/// <summary>Where a sheet stands between proposed and gone.</summary>
public enum SheetStatus { Published, Proposed, Refused, Withdrawn, Merged }
