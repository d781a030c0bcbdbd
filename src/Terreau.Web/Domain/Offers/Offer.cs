using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Offers;

/// <summary>A help that exists: an accompaniment, a fund, a place, a tool, a door of the administration.</summary>
public sealed class Offer : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The stable part of its address, /offres/{slug}, and its identity in the engine.</summary>
    public required string Slug { get; init; }

    public required string Title { get; set; }

    /// <summary>Acronyms and other names that people type: "DLA".</summary>
    public List<string> Aliases { get; set; } = [];

    /// <summary>The slug of the organisation that carries it, where the directory knows it.</summary>
    public string? OperatorSlug { get; set; }

    public required string OperatorName { get; set; }
    public required string Summary { get; set; }
    public string? Description { get; set; }

    /// <summary>Codes of <see cref="Vocabulary.Stages"/>.</summary>
    public List<string> Stages { get; set; } = [];

    /// <summary>What it answers, as "FINANCEMENT/pret".</summary>
    public List<AnsweredNeed> Needs { get; set; } = [];

    /// <summary>Filières served; empty = all.</summary>
    public List<string> Themes { get; set; } = [];

    /// <summary>Publics that the projects it helps are for, never who carries them; empty = all.</summary>
    public List<string> Publics { get; set; } = [];

    /// <summary>Codes of <see cref="Vocabulary.OfferLimits"/>: which of filières, publics and stages exclude the others.</summary>
    public List<string> Limits { get; set; } = [];

    /// <summary>True for someone who receives whoever is lost: shown to every beginner.</summary>
    public bool IsGeneralist { get; set; }

    /// <summary>Zone codes; the union of what they cover.</summary>
    public List<string> Perimeter { get; set; } = [];

    /// <summary>True when made for social innovation or the ESS; false for common law that may serve it.</summary>
    public bool IsDedicated { get; set; }

    /// <summary>A code of <see cref="Vocabulary.Costs"/>: what it costs to the one who asks.</summary>
    public string Cost { get; set; } = "inconnu";

    public long? AmountMinCents { get; set; }
    public long? AmountMaxCents { get; set; }

    /// <summary>The largest share of the cost it may pay, in thousandths; null when not limited or not known.</summary>
    public int? RateMaxThousandths { get; set; }

    public string? AmountNote { get; set; }

    /// <summary>Where the amount comes from, when not from the offer's own source.</summary>
    public string? AmountSourceId { get; set; }

    /// <summary>When one may ask.</summary>
    public OfferWindow Windows { get; set; } = OfferWindow.Unknown;

    /// <summary>Days between the request and the decision; null when not known.</summary>
    public int? DecisionDays { get; set; }

    public int? CapacityPerYear { get; set; }

    /// <summary>The conditions as a rule tree in JSON; null = none known.</summary>
    public string? Rule { get; set; }

    /// <summary>How to ask: a gesture on each line.</summary>
    public string? HowTo { get; set; }

    /// <summary>What to prepare before asking.</summary>
    public List<string> Documents { get; set; } = [];

    /// <summary>Who to speak to first: a function or a desk, never a named person.</summary>
    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }
    public string? ContactMail { get; set; }
    public string? ContactForm { get; set; }
    public string? ContactPlace { get; set; }

    /// <summary>Where the contact was read, when not in the offer's own source.</summary>
    public string? ContactSourceId { get; set; }

    /// <summary>The operator's own page about it; null when none is known. What was read to write it is its source.</summary>
    public string? Url { get; set; }

    /// <summary>Where one applies, when that is another page.</summary>
    public string? ApplyUrl { get; set; }

    /// <summary>First and last day of the last edition known; what returns tells when to watch for it.</summary>
    public DateOnly? PreviousOpens { get; set; }

    public DateOnly? PreviousCloses { get; set; }
    public string? PreviousNote { get; set; }
    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    /// <summary>The day its conditions were last checked at the source; null = à vérifier.</summary>
    public DateOnly? CheckedOn { get; set; }

    /// <summary>
    /// Whether its conditions must be checked (again): never checked, or more than
    /// <paramref name="staleMonths"/> months ago. Such an offer can at best answer "à confirmer".
    /// </summary>
    public bool IsToVerify(DateOnly today, int staleMonths) => CheckedOn is not { } day || day.AddMonths(staleMonths) < today;

    /// <summary>True when a person can be reached by what is written here.</summary>
    public bool HasContact => (ContactPhone ?? ContactMail ?? ContactForm ?? ContactPlace) is not null;

    /// <summary>The gestures of <see cref="HowTo"/>, in order.</summary>
    public IReadOnlyList<string> Steps
        => HowTo?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    internal sealed class Mapping : IEntityTypeConfiguration<Offer>
    {
        public void Configure(EntityTypeBuilder<Offer> entity)
        {
            entity.Property(o => o.Slug).HasMaxLength(120);
            entity.HasIndex(o => o.Slug).IsUnique();
            entity.Property(o => o.Title).HasMaxLength(300);
            entity.PrimitiveCollection(o => o.Needs).ElementType(need => need.HasConversion<AnsweredNeed.Converter>());
            entity.Property(o => o.Windows).HasConversion(window => window.ToString(), text => OfferWindow.Read(text));
        }
    }
}
