/** What `npm run bench:typecheck` reads: the same questions, line for line, in FQL and in GraphQL. */

/** Forty lines of a shop's dashboard. */
export const DASHBOARD = `let customer = Customer.byEmail("alice@example.com").first()!
let open = customer.orders.where(.status != "delivered")
let spent = customer.orders.toArray().fold(0, (sum, order) => sum + order.total)
let favourites = Product.all().map(product => {
  let sold = OrderItem.where(.product == product).fold(0, (sum, item) => sum + item.quantity)
  { name: product.name, sold: sold, price: product.price }
}).where(.sold > 0).order(desc(.sold), .name).take(3)
let cheap = Product.sortedByPriceLowToHigh({ from: 0, to: 500 }).toArray()
let names = cheap.map(product => product.name.toUpperCase())
let average = if (cheap.length == 0) {
  null
} else {
  cheap.fold(0, (sum, product) => sum + product.price) / cheap.length
}
{
  customer: customer { name, email, city: .address.city },
  open: open {
    status,
    total,
    items {
      quantity,
      product {
        name,
        price,
        category {
          name,
          description
        }
      }
    }
  },
  spent: spent,
  favourites: favourites,
  offers: {
    names: names,
    average: average ?? 0,
    first: names.first()
  },
  categories: Category.all().order(.name) { name, products { name, stock } },
  greeting: "Hello #{customer.name}, you have #{open.count()} open orders"
}`;

/** Forty lines against the same model. */
export const GRAPHQL_DASHBOARD = `query Dashboard($email: String!, $status: String!, $from: Int, $to: Int) {
  customer(email: $email) {
    name
    email
    address { city }
    spent
    open: orders(statusNot: $status) {
      status
      total
      items {
        quantity
        product {
          name
          price
          category {
            name
            description
          }
        }
      }
    }
    greeting
  }
  favourites: products(soldMin: 1, order: [SOLD_DESC, NAME], take: 3) {
    name
    sold
    price
  }
  offers: products(priceFrom: $from, priceTo: $to) {
    name
    average: price
  }
  categories(order: [NAME]) {
    name
    products {
      name
      stock
    }
  }
  count: orderCount(statusNot: $status)
}`;

export const GRAPHQL_SCHEMA = `
enum Order_ { NAME SOLD_DESC }
type Address { street: String! city: String! postalCode: String! country: String! }
type Customer {
  name: String! email: String! address: Address! spent: Int! greeting: String!
  orders(status: String, statusNot: String): [Order!]!
}
type Category { name: String! description: String! products: [Product!]! }
type Product { name: String! description: String! price: Int! stock: Int! sold: Int! category: Category }
type OrderItem { quantity: Int! product: Product }
type Order { status: String! total: Int! items: [OrderItem!]! customer: Customer }
type Query {
  customer(email: String!): Customer
  products(soldMin: Int, priceFrom: Int, priceTo: Int, order: [Order_!], take: Int): [Product!]!
  categories(order: [Order_!]): [Category!]!
  orderCount(status: String, statusNot: String): Int!
}`;

/** The demo's join, as GraphQL has it. */
export const GRAPHQL_JOIN = `query Join($email: String!) { customer(email: $email) {
  name
  orders {
    status
    total
    items {
      quantity
      product { name price category { name } }
    }
  }
} }`;

/** Thirty functions of ten lines each, some with signatures. */
export function functionSet(): string {
  return Array.from({ length: 30 }, (_, i) => {
    const [parameters, result] =
      i % 3 === 0 ? ["email: String, least: Number", ": Number "] : ["email, least", ""];
    return `function report${i}(${parameters})${result}{
  let customer = Customer.byEmail(email).first()!
  let orders = customer.orders.where(.total > least).toArray()
  let totals = orders.map(order => {
    let items = order.items.toArray()
    items.fold(${i}, (sum, item) => sum + item.quantity)
  })
  let biggest = totals.fold(0, (most, total) => if (total > most) total else most)
  if (customer.name == "nobody") ${i} else biggest + ${i === 0 || i % 3 === 1 ? i : `report${i - (i % 3)}(email, least)`}
}`;
  }).join("\n");
}
